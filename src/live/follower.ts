import type { ListChanges } from './list-changes.ts';

/** What a follower asks of its list. */
export interface FollowedList<Row> {
  /** How many polls have ended. */
  readonly polls: number;
  /** The version of the latest picture; null before the first. */
  readonly version: string | null;
  /** What changed since a version; null: nothing is known of it. The same object for all who know the same version. */
  changesSince(version: string | null): ListChanges<Row>;
  /** Told that a follower has gone. */
  left(follower: Follower<Row>): void;
}

type Next<Row> = IteratorResult<ListChanges<Row>, undefined>;

const DONE = { done: true, value: undefined } as const;

/**
 * One who follows a list. It remembers the version it knows and nothing else: one that reads slowly gets all that has
 * happened meanwhile as one event, and costs no more than one that reads fast.
 */
export class Follower<Row> implements AsyncIterableIterator<ListChanges<Row>> {
  readonly #list: FollowedList<Row>;
  /** The first event waits until so many polls have ended. */
  readonly #after: number;
  #version: string | null;
  #isFirst = true;
  #isOver = false;
  #failure: Error | null = null;
  #wake: ((next: Promise<Next<Row>>) => void) | null = null;

  /** @param since the version that the follower knows; null for none */
  constructor(list: FollowedList<Row>, since: string | null, after: number) {
    this.#list = list;
    this.#version = since;
    this.#after = after;
  }

  /** Rejects once when the list cannot be followed any more. */
  next(): Promise<Next<Row>> {
    if (this.#isOver) return this.#end();
    if (this.#hasNews) return Promise.resolve({ done: false, value: this.#take() });
    // Thousands wait, most of the time: one promise is all that each of them is.
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async return(): Promise<typeof DONE> {
    this.#list.left(this);
    this.end(null);
    return DONE;
  }

  /** Told by the list that there may be something new. */
  told(): void {
    if (!this.#hasNews && !this.#isOver) return;
    const wake = this.#wake;
    this.#wake = null;
    wake?.(this.next());
  }

  /** Told by the list that there is nothing to follow any more, and why. */
  end(failure: Error | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = failure;
    this.told();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #hasNews(): boolean {
    const { version, polls } = this.#list;
    if (version === null || polls < this.#after) return false;
    return this.#isFirst || version !== this.#version;
  }

  #end(): Promise<Next<Row>> {
    const failure = this.#failure;
    this.#failure = null;
    return failure === null ? Promise.resolve(DONE) : Promise.reject(failure);
  }

  #take(): ListChanges<Row> {
    const changes = this.#list.changesSince(this.#version);
    this.#version = changes.version;
    this.#isFirst = false;
    return changes;
  }
}
