import type { List } from '../lists/list.ts';
import { LISTS } from '../lists/table.ts';
import type { Row, RowList } from '../rows/row-list.ts';
import type { World } from '../world.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * The list that an input names: `list` (such as `addressSets`) and the keys that its definition wants, such as
 * `objectId`, or `objectId` and `listType`. Without `list` the first kind that wants just the keys given.
 */
export function listOf(world: World, input: Input): RowList {
  const kind = LISTS.find((list) => (input.list === undefined ? wants(list, input) : list.name === input.list));
  const { parent, variant } = kind ?? {};
  const rows = kind && parent && world.list(kind, String(input[parent.key]), variant && Number(input[variant.key]));
  if (!rows) throw new RangeError(`no such list: name one of ${LISTS.map(described).join('; ')}`);
  return rows;
}

function wants(list: List, input: Input): boolean {
  const wanted = keysOf(list);
  return LISTS.flatMap(keysOf).every((key) => (input[key] !== undefined) === wanted.includes(key));
}

function keysOf({ parent, variant }: List): string[] {
  return variant ? [parent.key, variant.key] : [parent.key];
}

function described(list: List): string {
  return `list ${list.name} with ${keysOf(list).join(' and ')}`;
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
