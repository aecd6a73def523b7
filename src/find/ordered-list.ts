import type { ListDigest } from '../paging/cursor.ts';
import type { Drift } from '../paging/drift.ts';
import { encodeKeysetCursor, type KeysetCursor } from './keyset-cursor.ts';
import { compareRows, type OrderedBy } from './position.ts';
import type { Order } from './question.ts';
import type { Scan } from './scan.ts';

/** Where the row of a cursor stands in an ordered list, or would stand if it were there. As `src/paging/drift.ts`. */
export interface Standing {
  /** The offset of the first row after it. */
  readonly next: number;
  /** The offset that the rows before it end at. */
  readonly own: number;
  readonly drift: Drift;
}

interface OrderedRow<Row> extends OrderedBy {
  readonly row: Row;
}

/** The rows of a scan that match, in an order. Offsets count the rows of this list. */
export class OrderedList<Row> {
  readonly #isDescending: boolean;
  readonly #rows: readonly OrderedRow<Row>[];

  constructor(scan: Scan<Row>, matching: readonly number[], { column, isDescending }: Order<Row>) {
    const keys = scan.values(column);
    const { ids, rows } = scan;
    this.#isDescending = isDescending;
    // The sort is stable: rows without an id stay as CFW has them.
    this.#rows = matching
      .map((at) => ({ row: rows[at]!, key: keys(at), id: ids(at) }))
      .sort((one, other) => compareRows(one, other, isDescending));
  }

  get length(): number {
    return this.#rows.length;
  }

  slice(start: number, end: number): Row[] {
    return this.#rows.slice(start, end).map(({ row }) => row);
  }

  cursorAt(list: ListDigest, offset: number): string {
    const { key, id } = this.#rows[offset]!;
    let ordinal = 0;
    while (ordinal < offset && this.#compare(offset - ordinal - 1, { key, id }) === 0) ordinal++;
    return encodeKeysetCursor(list, { offset, key, id, ordinal });
  }

  /**
   * Finds the place of a cursor. The order alone decides: a row that has gone, or whose key has changed, leaves a place
   * that all other rows keep to, whatever came, went or was put elsewhere around it. So no place is ever lost.
   */
  standing(cursor: KeysetCursor): Standing {
    const first = this.#firstFrom(cursor);
    let own = first;
    while (own < first + cursor.ordinal && own < this.length && this.#compare(own, cursor) === 0) own++;
    const isThere = own === first + cursor.ordinal && own < this.length && this.#compare(own, cursor) === 0;
    return { own, next: isThere ? own + 1 : own, drift: isThere && own === cursor.offset ? 'NONE' : 'REALIGNED' };
  }

  /** The offset of the first row that does not stand before a key and an id. */
  #firstFrom(position: OrderedBy): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(offset: number, position: OrderedBy): number {
    return compareRows(this.#rows[offset]!, position, this.#isDescending);
  }
}
