import { MUTATIONS, OBJECT } from '../writing.ts';
import type { Lane } from './lane.ts';
import type { Claim } from './verdict.ts';
import type { Payload, Row, Writing } from './wish.ts';

const PLACE = { objectId: OBJECT, listType: 'BLACKLIST' };
const CREATE = ['AddBlackWhiteList', 'BatchCreateBlackWhiteList'];
const DELETE = ['DeleteBlackWhiteList', 'BatchDeleteBlackWhiteLists'];
const LONG_AGO = Date.UTC(2024, 0, 1);

export const ENTRY_LIST = `list=listEntries&objectId=${OBJECT}&listType=4`;

/** Writes to a blacklist. */
export const ENTRY_WRITINGS: readonly Writing[] = [createOne, createMany, createMany, change, remove, remove];

/** Entries that somebody else has made long ago. */
export async function seedEntries(lane: Lane, count: number): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    ...{ address: address(lane), address_type: 0, direction: 0, protocol: -1, port: '', description: '' },
    ...{ created_date: LONG_AGO, modified_date: LONG_AGO },
  }));
  await lane.control('POST', 'rows', { list: 'listEntries', objectId: OBJECT, listType: 4, rows });
}

function address(lane: Lane): string {
  const number = lane.next();
  return `172.${16 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

function createOne(rows: readonly Row[], dice: readonly number[], lane: Lane) {
  return create(rows, [dice[0]! % 5 === 0 ? known(rows, dice[1]!, lane) : address(lane)]);
}

function createMany(rows: readonly Row[], [size, at, other]: readonly number[], lane: Lane) {
  const fresh = Array.from({ length: 1 + (size! % 4) }, () => address(lane));
  return create(rows, [known(rows, at!, lane), ...fresh, ...(other! % 2 === 0 ? [known(rows, other!, lane)] : [])]);
}

/** The address of an entry that is there for long. */
function known(rows: readonly Row[], at: number, lane: Lane): string {
  const old = rows.filter(({ created_date, list_id }) => created_date === LONG_AGO && lane.isFree(String(list_id)));
  return old.length === 0 ? address(lane) : String(old[at % old.length]!.address);
}

interface Result {
  readonly outcome: string;
  readonly entry: { readonly listId: string } | null;
}

function create(before: readonly Row[], addresses: readonly string[]) {
  const wished = [...new Set(addresses)];
  const has = (rows: readonly Row[], address: string) => rows.find((row) => row.address === address);
  return {
    query: MUTATIONS.createListEntries,
    input: { ...PLACE, entries: wished.map((address) => ({ address, direction: 'SOURCE', protocol: 'ANY' })) },
    operations: CREATE,
    touches: [],
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] =>
      wished.map((address, index) => {
        const results = payload?.results as readonly Result[] | undefined;
        const row = has(after, address);
        const id = results?.[index]?.entry?.listId;
        return {
          said: results?.[index]?.outcome ?? 'REFUSED',
          operations: CREATE,
          aim: `"${address}"`,
          // What was made late is not in the rows yet: it is known by not being any other's.
          concerns: ({ ids }) => (row === undefined ? false : ids.includes(String(row.list_id))),
          holds: row !== undefined && (id === undefined || id === row.list_id),
          once: true,
          id,
          heldBefore: has(before, address) !== undefined,
        };
      }),
  };
}

function change(rows: readonly Row[], [at, what]: readonly number[], lane: Lane) {
  const free = rows.filter((row) => lane.isFree(String(row.list_id)));
  const row = free[at! % Math.max(1, free.length)];
  if (row === undefined) return null;
  const listId = String(row.list_id);
  const note = `note ${lane.next()}`;
  const wish = what! % 2 === 0 ? { description: note } : { address: address(lane), description: note };
  return {
    query: MUTATIONS.updateListEntry,
    input: { ...PLACE, listId, ...wish },
    operations: ['UpdateBlackWhiteList'],
    touches: [listId],
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] => [
      {
        said: payload?.outcome ?? 'REFUSED',
        operations: ['UpdateBlackWhiteList'],
        aim: listId,
        concerns: () => true,
        holds: after.some((one) => one.description === note && one.address === (wish.address ?? row.address)),
        // The same change a second time changes nothing.
        once: false,
        id: (payload?.listEntry as { listId: string } | null | undefined)?.listId,
        heldBefore: false,
      },
    ],
  };
}

function remove(rows: readonly Row[], [count, at, missing]: readonly number[], lane: Lane) {
  const free = rows.map(({ list_id }) => String(list_id)).filter((id) => lane.isFree(id));
  const some = free.slice(at! % Math.max(1, free.length)).slice(0, count! % 4);
  const listIds = missing! % 3 === 0 || some.length === 0 ? [...some, `gone-${lane.next()}`] : some;
  return {
    query: MUTATIONS.deleteListEntries,
    input: { ...PLACE, listIds },
    operations: DELETE,
    touches: listIds,
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] =>
      listIds.map((id, index) => ({
        said: (payload?.results as readonly Result[] | undefined)?.[index]?.outcome ?? 'REFUSED',
        operations: DELETE,
        aim: id,
        concerns: ({ ids }) => ids.includes(id),
        holds: !after.some((row) => row.list_id === id),
        once: true,
        heldBefore: !rows.some((row) => row.list_id === id),
      })),
  };
}
