import type { Snapshot } from '../paging/snapshot/snapshot.ts';

const NONE = '[]';

/**
 * Whether rows moved between the calls of a whole reading although its total stayed: one that two calls brought has moved,
 * and another one may have been passed over. What CFW itself has twice is there twice the next time, too.
 */
export class Repeats {
  #last = NONE;

  /** True when a list that is known as a whole has rows twice, and had not the same ones twice before. */
  areNew<Row>(known: Snapshot<Row>): boolean {
    if (known.isMixed || !known.covers({ start: 0, end: known.end })) return false;
    const before = this.#last;
    this.#last = JSON.stringify(known.repeated());
    return this.#last !== NONE && this.#last !== before;
  }
}
