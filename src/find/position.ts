/** What an order compares; null is no value. Texts compare as `<` does. */
export type SortKey = number | string | null;

/** A row's place in an order, wherever the row is: what the order compares, nothing else. */
export interface Position {
  readonly key: SortKey;
  /** CFW's id; null for a row that was sent without one. */
  readonly id: string | null;
  /** How many rows with the same key and id stand before it: 0, but for rows without an id. */
  readonly ordinal: number;
}

/**
 * Compares two rows by their keys, then by their ids: negative, 0 or positive. A row without a key comes last in both
 * directions, and ids ascend in both; one without an id comes after those that have one.
 */
export function compareKeys(
  key: SortKey,
  id: string | null,
  otherKey: SortKey,
  otherId: string | null,
  isDescending: boolean,
): number {
  if (key !== otherKey) {
    if (key === null) return 1;
    if (otherKey === null) return -1;
    return key < otherKey === isDescending ? 1 : -1;
  }
  if (id === otherId) return 0;
  if (id === null) return 1;
  if (otherId === null) return -1;
  return id < otherId ? -1 : 1;
}

/** Whether one place stands behind another. */
export function isBehind(one: Position, other: Position, isDescending: boolean): boolean {
  const compared = compareKeys(one.key, one.id, other.key, other.id, isDescending);
  return compared > 0 || (compared === 0 && one.ordinal > other.ordinal);
}
