/** What an order compares; null is no value. Texts compare as `<` does. */
export type SortKey = number | string | null;

/** What an order compares of a row. */
export interface OrderedBy {
  readonly key: SortKey;
  /** CFW's id; null for a row that was sent without one. */
  readonly id: string | null;
}

/** A row's place in an order, wherever the row is. */
export interface Position extends OrderedBy {
  /** How many rows with the same key and id stand before it: 0, but for rows without an id. */
  readonly ordinal: number;
}

/**
 * Compares two rows by their keys, then by their ids: negative, 0 or positive. A row without a key comes last in both
 * directions, and ids ascend in both; one without an id comes after those that have one.
 */
export function compareRows(one: OrderedBy, other: OrderedBy, isDescending: boolean): number {
  const { key, id } = one;
  if (key !== other.key) {
    if (key === null) return 1;
    if (other.key === null) return -1;
    return key < other.key === isDescending ? 1 : -1;
  }
  if (id === other.id) return 0;
  if (id === null) return 1;
  if (other.id === null) return -1;
  return id < other.id ? -1 : 1;
}

/** Whether one place stands behind another. */
export function isBehind(one: Position, other: Position, isDescending: boolean): boolean {
  const compared = compareRows(one, other, isDescending);
  return compared > 0 || (compared === 0 && one.ordinal > other.ordinal);
}
