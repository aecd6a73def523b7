import type { Row, RowList } from '../rows/row-list.ts';
import type { World } from '../rows/world.ts';

type Input = Readonly<Record<string, unknown>>;

/** The list that an input names: `firewallId`, or `objectId` with `listType` 4 or 5. */
export function listOf(world: World, { firewallId, objectId, listType }: Input): RowList {
  const list =
    firewallId === undefined
      ? world.listEntries(String(objectId), Number(listType))
      : world.captureTasks(String(firewallId));
  if (!list) throw new RangeError('no such list: name a firewallId, or an objectId and a listType of 4 or 5');
  return list;
}

/**
 * Inserts rows and returns their ids. `rows` go in as they are, whatever they hold (an id is added where none is);
 * else `count` (1) rows are generated. They stand from index `at` (0) on.
 */
export function insertRows(list: RowList, { at = 0, count = 1, rows }: Input): unknown[] {
  if (!isIndex(at)) throw new TypeError('at must be a whole number, 0 or more');
  if (rows !== undefined) {
    if (!Array.isArray(rows)) throw new TypeError('rows must be an array of objects');
    return list.insert(at, rows as Row[]);
  }
  if (!isIndex(count)) throw new TypeError('count must be a whole number, 0 or more');
  return list.insertGenerated(at, count);
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
