import type { Identify } from '../paging/snapshot/segment.ts';
import { MAX_KEY_LENGTH } from './values/text-key.ts';

/** Whether the row at an offset of a scan matches. */
export type Match = (offset: number) => boolean;

/** A filter whose value has been checked, for any scan of its list. */
export type Condition<Row> = (scan: Scan<Row>) => Match;

/** What a column holds of the row at an offset of a scan. */
export type Values<Value> = (offset: number) => Value;

/** What is read off a row to filter or order by it. Two uses that share the function share its values. */
export type Column<Row, Value> = (row: Row) => Value;

/**
 * All rows of a list, as one reading of it brought them, in CFW's order. Serves every filter and order of an operation:
 * what they read off the rows is read once.
 */
export class Scan<Row> {
  readonly rows: readonly Row[];
  readonly identify: Identify<Row>;
  /** Whether the list changed all the while: rows may stand in it twice, or not at all. */
  readonly isMixed: boolean;
  readonly #id: Column<Row, string | null> = (row) => this.identify(row)?.slice(0, MAX_KEY_LENGTH) ?? null;
  readonly #columns = new Map<Column<Row, unknown>, Values<unknown>>();

  constructor(rows: readonly Row[], identify: Identify<Row>, isMixed: boolean) {
    this.rows = rows;
    this.identify = identify;
    this.isMixed = isMixed;
  }

  /** The rows' ids, as far as an order goes by them. */
  get ids(): Values<string | null> {
    return this.values(this.#id);
  }

  /** The offsets of the rows that meet all conditions. */
  matching(conditions: readonly Condition<Row>[]): number[] {
    const matches = conditions.map((condition) => condition(this));
    const offsets: number[] = [];
    for (let offset = 0; offset < this.rows.length; offset++) {
      if (matches.every((match) => match(offset))) offsets.push(offset);
    }
    return offsets;
  }

  /** A column's values. Each is read when it is first asked for: rows that an earlier filter leaves out cost nothing. */
  values<Value>(column: Column<Row, Value>): Values<Value> {
    const known = this.#columns.get(column) as Values<Value> | undefined;
    if (known !== undefined) return known;
    const { rows } = this;
    const read = new Array<Value | undefined>(rows.length);
    const values: Values<Value> = (offset) => {
      let value = read[offset];
      if (value === undefined) {
        value = column(rows[offset]!);
        read[offset] = value;
      }
      return value;
    };
    this.#columns.set(column, values);
    return values;
  }
}
