import { RecentMap } from './recent-map.ts';

const MAX_ROWS = 8_192;

/** Rows that this process has seen in lists, and since when. What was seen before a write was not made by it. */
export class SeenRows {
  readonly #since = new RecentMap<string, number>(MAX_ROWS);

  /** Notes rows that a list shows now. @param list what tells the list from all others */
  note(list: string, ids: Iterable<string>): void {
    const now = performance.now();
    for (const id of ids) {
      const key = keyOf(list, id);
      if (this.#since.get(key) === undefined) this.#since.set(key, now);
    }
  }

  /** Forgets a row that was deleted: its id may come again. */
  forget(list: string, id: string): void {
    this.#since.delete(keyOf(list, id));
  }

  /** When a row was seen first, on the clock of `performance.now()`; infinite for one that was not seen. */
  since(list: string, id: string): number {
    return this.#since.get(keyOf(list, id)) ?? Number.POSITIVE_INFINITY;
  }
}

function keyOf(list: string, id: string): string {
  return `${list} ${id}`;
}
