import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignBed, startForeignBed } from './foreign-cfw.ts';
import { KINDS } from './kinds.ts';
import { askAll, idsOf, type Question } from './questions.ts';
import type { WireRow } from './wire-rows.ts';

const ENTRIES = KINDS.find(({ type }) => type === 'ListEntry')!;
const BY_ADDRESS: Question = { filterBy: null, orderBy: { field: 'ADDRESS' } };
const TCP: Question = { filterBy: { protocols: ['TCP'] }, orderBy: null };

let bed: ForeignBed;
beforeAll(async () => {
  bed = await startForeignBed();
  bed.path = ENTRIES.path;
});
afterEach(() => {
  bed.beforeCall = () => undefined;
  bed.total = undefined;
});
afterAll(() => bed.close());

const rowAt = (at: number): WireRow => ({
  list_id: `id-${String(at).padStart(5, '0')}`,
  address: `10.0.${at >> 8}.${at & 255}`,
  protocol: at % 2 === 0 ? 6 : 17,
});
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => rowAt(at));
const all = (count: number) => rowsOf(count).map((row) => row.list_id);

async function asked(question: Question) {
  bed.ranges.length = 0;
  const [page] = await askAll(bed, ENTRIES, [[question, { first: 4096 }]]);
  const { totalCount: total, drift } = page!;
  return { ids: idsOf(ENTRIES, page!), total, drift, calls: bed.ranges.length };
}

describe('a list is read in a call for every 1,024 rows', () => {
  test.each([
    [0, 1],
    [1024, 1],
    [1025, 2],
    [2000, 2],
    [2048, 2],
    [2049, 3],
    [3073, 4],
  ])('%i rows: %i calls', async (count, calls) => {
    bed.rows = rowsOf(count);
    expect(await asked(BY_ADDRESS)).toEqual({ ids: all(count), total: count, drift: 'NONE', calls });
  });
});

describe('a list that changes between two calls, although its total stays, is read anew', () => {
  test.each<[string, number, (rows: WireRow[]) => void]>([
    ['two rows change places', 2000, (rows) => rows.splice(5, 1, ...rows.splice(1500, 1, rows[5]!))],
    ['the last one goes first', 2000, (rows) => rows.unshift(rows.pop()!)],
    ['the last one goes first, and both calls are full', 2048, (rows) => rows.unshift(rows.pop()!)],
    ['the first one goes last, and both calls are full', 2048, (rows) => rows.push(rows.shift()!)],
    ['all is turned round', 1500, (rows) => rows.reverse()],
  ])('%s', async (_, count, change) => {
    bed.rows = rowsOf(count);
    bed.beforeCall = (call) => call === 1 && change(bed.rows);
    const { ids, total, drift, calls } = await asked(BY_ADDRESS);
    expect({ ids, total, drift }).toEqual({ ids: all(count), total: count, drift: 'NONE' });
    expect(calls).toBeLessThanOrEqual(4);
  });

  test('each time: the answer says so, and has no row twice', async () => {
    bed.rows = rowsOf(2000);
    bed.beforeCall = () => bed.rows.push(...bed.rows.splice(0, 700));
    const { ids, total, drift, calls } = await asked(BY_ADDRESS);
    expect(drift).toBe('LOST');
    expect(new Set(ids).size).toBe(ids.length);
    expect(total).toBe(ids.length);
    expect(calls).toBeLessThan(10);
  });
});

describe('rows of one id', () => {
  test('are all there, and cost nothing in a list that one call brings', async () => {
    bed.rows = rowsOf(1000).map((row, at) => (at % 10 === 0 ? { ...row, list_id: 'twice' } : row));
    const { ids, total, drift, calls } = await asked(BY_ADDRESS);
    expect(ids.filter((id) => id === 'twice')).toHaveLength(100);
    expect({ total, drift, calls }).toEqual({ total: 1000, drift: 'NONE', calls: 1 });
  });

  test('cost nothing where one call brings both, either', async () => {
    bed.rows = rowsOf(2000).map((row, at) =>
      [3, 7, 1500, 1600].includes(at) ? { ...row, list_id: `at ${at >> 10}` } : row,
    );
    expect(await asked(BY_ADDRESS)).toMatchObject({ ids: { length: 2000 }, drift: 'NONE', calls: 2 });
  });

  test('are not taken for a change of the list when they are there again', async () => {
    bed.rows = [...rowsOf(1500), ...rowsOf(500)];
    expect(await asked(TCP)).toMatchObject({ ids: { length: 1000 }, total: 1000, drift: 'NONE', calls: 4 });
  });

  test('are walked one by one', async () => {
    bed.rows = Array.from({ length: 7 }, (_, at) => ({
      list_id: 'same',
      address: '10.0.0.1',
      description: `row ${at}`,
    }));
    const seen: string[] = [];
    for (let after: string | null = null, hasMore = true; hasMore; ) {
      const [page] = await askAll(bed, ENTRIES, [[BY_ADDRESS, { first: 2, after }]]);
      seen.push(...page!.edges.map(({ cursor }) => cursor));
      hasMore = page!.pageInfo.hasNextPage;
      after = page!.edges.at(-1)?.cursor ?? null;
    }
    expect(new Set(seen).size).toBe(7);
  });
});

test('a total that is too large ends where the rows end, and one that is too small loses no row of a call', async () => {
  bed.rows = rowsOf(10);
  bed.total = 50;
  expect(await asked(BY_ADDRESS)).toMatchObject({ ids: all(10), total: 10, drift: 'NONE' });
  bed.total = 5;
  expect(await asked(BY_ADDRESS)).toMatchObject({ ids: all(10), total: 10, drift: 'LOST' });
});

test('a port in a wrong type holds no port; none at all holds every one', async () => {
  const ports = [22, '22', null, undefined, '', '--', {}, 'x'];
  bed.rows = ports.map((port, at) => ({ ...rowAt(at), port }));
  expect((await asked({ filterBy: { matchingPort: 22 }, orderBy: null })).ids).toEqual(all(8).slice(1, 6));
});
