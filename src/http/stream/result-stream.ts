import type { GraphQLFormattedError } from 'graphql';
import { formatted, type GraphResult } from '../answer/graph-answer.ts';

/** A result as it goes on a stream. */
export interface StreamedResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What is asked of the events of a subscription. */
export interface Question {
  /** @param isFirst whether it is the first event that the asker is told */
  resultOf(event: unknown, isFirst: boolean): Promise<StreamedResult>;
  /** The result of an error that ends the stream. */
  failed(error: unknown): StreamedResult;
}

/** Told of the end of a stream. */
export interface StreamEnd {
  ended(): void;
}

type Result = IteratorResult<StreamedResult, undefined>;

const DONE = { done: true, value: undefined } as const;
const NO_CODES: ReadonlySet<string> = new Set();

/** The results of a subscription, one for each event. It ends with its events, or with an error as its last result. */
export class ResultStream implements AsyncIterableIterator<StreamedResult, undefined, undefined> {
  readonly #events: AsyncIterator<unknown>;
  readonly #question: Question;
  readonly #release: () => void;
  #observer: StreamEnd | null = null;
  #last: StreamedResult | null = null;
  #isOver = false;
  /** The results that were taken. */
  count = 0;
  #codes: Set<string> | null = null;

  /** @param release called once when no further event is wanted */
  constructor(events: AsyncIterable<unknown>, question: Question, release: () => void) {
    this.#events = events[Symbol.asyncIterator]();
    this.#question = question;
    this.#release = release;
  }

  /** The codes of the errors in the results that were taken. */
  get codes(): ReadonlySet<string> {
    return this.#codes ?? NO_CODES;
  }

  /** Has somebody told, once, when the last result has been taken, or nobody wants one any more. */
  observe(observer: StreamEnd): void {
    this.#observer = observer;
  }

  /** Never rejects. */
  next(): Promise<Result> {
    if (this.#isOver) return Promise.resolve(this.#rest());
    return this.#events.next().then(
      (event) => this.#result(event),
      (error: unknown) => this.#broken(error),
    );
  }

  /** Ends the stream with an error, which its reader gets as the last result. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#last = this.#question.failed(error);
    this.#end();
  }

  async return(): Promise<typeof DONE> {
    this.#last = null;
    this.#end();
    this.#tell();
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #result({ done, value }: IteratorResult<unknown>): Promise<Result> {
    if (done !== true && !this.#isOver) {
      try {
        return this.#taken(await this.#question.resultOf(value, this.count === 0));
      } catch (error) {
        return this.#broken(error);
      }
    }
    this.#end();
    return this.#rest();
  }

  #broken(error: unknown): Result {
    this.fail(error);
    return this.#rest();
  }

  /** What comes when there are no more events. */
  #rest(): Result {
    const last = this.#last;
    this.#last = null;
    if (last !== null) return this.#taken(last);
    this.#tell();
    return DONE;
  }

  #taken(value: StreamedResult): Result {
    this.count++;
    for (const { extensions } of value.errors ?? []) {
      this.#codes ??= new Set();
      this.#codes.add(String(extensions?.code));
    }
    return { done: false, value };
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#events.return?.();
    this.#release();
  }

  #tell(): void {
    this.#observer?.ended();
    this.#observer = null;
  }
}

/** A stream of one result. */
export async function* oneResult({ errors, ...rest }: GraphResult): AsyncGenerator<StreamedResult, undefined> {
  yield { ...rest, ...(errors && { errors: errors.map(formatted) }) };
}
