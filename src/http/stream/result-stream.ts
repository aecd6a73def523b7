import type { GraphQLFormattedError } from 'graphql';
import { formatted, type GraphResult } from '../answer/graph-answer.ts';

/** A result as it goes on a stream. */
export interface StreamedResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const DONE = { done: true, value: undefined } as const;

/** The results of a subscription, one for each event. It ends with its events, or with an error as its last result. */
export class ResultStream implements AsyncGenerator<StreamedResult, undefined, undefined> {
  readonly #events: AsyncIterator<unknown>;
  readonly #resultOf: (event: unknown) => Promise<StreamedResult>;
  readonly #failed: (error: unknown) => StreamedResult;
  readonly #onEnd: (() => void)[];
  #last: StreamedResult | null = null;
  #isOver = false;
  /** The results that were taken. */
  count = 0;
  /** The codes of the errors in them. */
  readonly codes = new Set<string>();

  /**
   * @param failed the result of an error that ends the stream
   * @param onEnd told once when there will be no further result
   */
  constructor(
    events: AsyncIterable<unknown>,
    resultOf: (event: unknown) => Promise<StreamedResult>,
    failed: (error: unknown) => StreamedResult,
    onEnd: () => void,
  ) {
    this.#events = events[Symbol.asyncIterator]();
    this.#resultOf = resultOf;
    this.#failed = failed;
    this.#onEnd = [onEnd];
  }

  async next(): Promise<IteratorResult<StreamedResult, undefined>> {
    if (!this.#isOver) {
      try {
        const event = await this.#events.next();
        if (event.done !== true && !this.#isOver) return this.#taken(await this.#resultOf(event.value));
      } catch (error) {
        this.#last ??= this.#failed(error);
      }
      this.#end();
    }
    const last = this.#last;
    this.#last = null;
    return last === null ? DONE : this.#taken(last);
  }

  /** Ends the stream with an error, which its reader gets as the last result. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#last = this.#failed(error);
    this.#end();
  }

  /** Has somebody told when there will be no further result. */
  whenOver(tell: () => void): void {
    this.#onEnd.push(tell);
  }

  async return(): Promise<typeof DONE> {
    this.#last = null;
    this.#end();
    return DONE;
  }

  async throw(): Promise<typeof DONE> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #taken(value: StreamedResult) {
    this.count++;
    for (const { extensions } of value.errors ?? []) this.codes.add(String(extensions?.code));
    return { done: false, value } as const;
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#events.return?.();
    for (const tell of this.#onEnd) tell();
  }
}

/** A stream of one result. */
export async function* oneResult({ errors, ...rest }: GraphResult): AsyncGenerator<StreamedResult, undefined> {
  yield { ...rest, ...(errors && { errors: errors.map(formatted) }) };
}
