import { type ListEntryQuery, listEntries } from '../../cfw/resources/list-entry.ts';
import { MAX_LIMIT } from '../../cfw/wire/request.ts';
import { readFresh, readPage } from '../fresh-list.ts';
import { idKey } from '../own-id.ts';
import type { WriteScope } from '../write-scope.ts';

interface Place {
  /** The id as CFW writes it. */
  readonly id: string;
  /** How many rows stood before it. */
  readonly index: number;
}

/**
 * The first page of a list, as it was before entries were deleted: most lists have no other. What is known of it spares
 * reads afterwards: an entry is gone when a page shows the rows that stood next to it on both sides, and not the entry. CFW
 * promises no order, so that this counts only where all rows of the page that are known stand in the order of before, and
 * the list has become shorter by as many as are gone.
 */
export class ListHead {
  readonly #scope: WriteScope;
  readonly #place: ListEntryQuery;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #total: number;

  private constructor(scope: WriteScope, place: ListEntryQuery, ids: readonly string[], total: number) {
    this.#scope = scope;
    this.#place = place;
    this.#places = new Map(ids.map((id, index) => [idKey(id), { id, index }]));
    this.#total = total;
  }

  /** @param sought the ids of those that are to be deleted, as the caller writes them */
  static async read(scope: WriteScope, place: ListEntryQuery, sought: readonly string[]): Promise<ListHead> {
    const { rows, total } = await readPage(scope, listEntries, place, 0);
    // Rows without an id cannot be counted on, nor an upstream that gives fewer rows than there are.
    const ids = rows.flatMap((row) => listEntries.identify(row) ?? []);
    const keys = new Set(ids.map(idKey));
    // What is written in upper case has to be seen: CFW may know it only as it writes it itself.
    const isUsual = (id: string) => idKey(id) === id || keys.has(idKey(id));
    const isEnough = ids.length === total || sought.every(isUsual);
    if (ids.length >= Math.min(total, MAX_LIMIT) && isEnough) return new ListHead(scope, place, ids, total);
    const whole = await readFresh(scope, listEntries, place);
    return new ListHead(scope, place, [...whole.rows.keys()], whole.rows.size);
  }

  /** CFW's own spelling of an id that is here; the id as it is where it may stand further down; null: it is not there. */
  ownId(id: string): string | null {
    const own = this.#places.get(idKey(id))?.id;
    return own ?? (this.#places.size < this.#total ? id : null);
  }

  has(id: string): boolean {
    return this.#places.has(idKey(id));
  }

  /** Those of some ids that the list has now. One read is enough for them, where they stood near enough to each other. */
  async listed(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const offset = this.#offsetFor(ids);
    if (offset !== null) {
      const found = await this.#foundAt(offset, ids);
      if (found !== null) return found;
    }
    const { rows } = await readFresh(this.#scope, listEntries, this.#place);
    return among(ids, new Set([...rows.keys()].map(idKey)));
  }

  /** Where a page begins that has rows from both sides of all these; null when there is none. */
  #offsetFor(ids: readonly string[]): number | null {
    const indexes = ids.map((id) => this.#indexOf(id));
    const last = Math.max(...indexes);
    // What stands behind the last row of this page has been seen of none that is not.
    if (last < this.#places.size - 1 || this.#total <= MAX_LIMIT) return 0;
    const highest = Math.max(0, Math.min(...indexes) - 1);
    const lowest = [this.#total, this.#total - ids.length].map((total) => Math.max(0, total - MAX_LIMIT));
    const least = lowest.find((offset) => offset <= highest);
    return least === undefined ? null : (least + highest) >> 1;
  }

  /** What a page shows of some ids; null where it does not tell of all. */
  async #foundAt(offset: number, ids: readonly string[]): Promise<ReadonlySet<string> | null> {
    const { rows, total } = await readPage(this.#scope, listEntries, this.#place, offset);
    const keys = new Set(rows.flatMap((row) => listEntries.identify(row) ?? []).map(idKey));
    const known = [...keys].flatMap((key) => this.#places.get(key)?.index ?? []);
    const inOrder = known.every((index, at) => at === 0 || index > known[at - 1]!);
    const gone = ids.filter((id) => !keys.has(idKey(id)));
    if (!inOrder || total > this.#total - gone.filter((id) => this.has(id)).length) return null;
    const seen = new Set(known);
    const sought = new Set(gone.map((id) => this.#indexOf(id)));
    const edges = { start: offset === 0, end: offset + rows.length >= total };
    return gone.every((id) => this.#isBetween(this.#indexOf(id), sought, seen, edges)) ? among(ids, keys) : null;
  }

  /** Whether a page shows what stood next to a place on both sides, apart from what else is sought. */
  #isBetween(
    place: number,
    sought: ReadonlySet<number>,
    seen: ReadonlySet<number>,
    edges: { readonly start: boolean; readonly end: boolean },
  ): boolean {
    let before = place - 1;
    while (sought.has(before)) before--;
    let after = place + 1;
    while (sought.has(after)) after++;
    return (before < 0 ? edges.start : seen.has(before)) && (after < this.#places.size ? seen.has(after) : edges.end);
  }

  /** One that was not seen here stood further down. */
  #indexOf(id: string): number {
    return this.#places.get(idKey(id))?.index ?? this.#places.size;
  }
}

function among(ids: readonly string[], keys: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(ids.filter((id) => keys.has(idKey(id))));
}
