import { RecentMap } from './recent-map.ts';

const MAX_ROWS = 8_192;

/** Rows that this process has seen in lists, and since when. What was seen before a write was not made by it. */
export class SeenRows {
  readonly #since = new RecentMap<string, number>(MAX_ROWS);

  /** Notes rows that a list shows now. @param list what tells the list from all others */
  note(list: string, rows: Iterable<string>): void {
    const now = performance.now();
    for (const row of rows) {
      const key = keyOf(list, row);
      if (this.#since.get(key) === undefined) this.#since.set(key, now);
    }
  }

  /** When a row was seen first, on the clock of `performance.now()`; infinite for one that was not seen. */
  since(list: string, row: string): number {
    return this.#since.get(keyOf(list, row)) ?? Number.POSITIVE_INFINITY;
  }
}

function keyOf(list: string, row: string): string {
  return `${list} ${row}`;
}
