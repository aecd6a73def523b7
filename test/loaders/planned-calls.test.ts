import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { withBed } from '../graph/own-bed.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { CONNECTION, outcomeOf, rangesOf } from './asking.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const TASKS = `captureTasks(firewallId: "${FIREWALLS.busy}"`;
const LISTS = [
  TASKS,
  `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST`,
  `listEntries(objectId: "${OBJECTS.documented}", listType: WHITELIST`,
];

/** Cursors of the first thousand rows of a list. */
async function cursorsOf(list: string): Promise<string[]> {
  const { data } = await outcomeOf(bed, `{ list: ${list}, first: 1000) { edges { cursor } } }`);
  return data.list!.edges.map(({ cursor }) => cursor);
}

/** Twenty windows of one list, overlapping, adjacent and nested, which together have its first thousand rows. */
function windows(cursors: readonly string[]): string[] {
  const after = (row: number) => `, after: "${cursors[row - 1]}"`;
  return [
    ', first: 100) { nodes { id } }',
    ', first: 50) { nodes { id } totalCount }',
    ...[100, 200, 250, 300, 400, 500, 600, 650].map((row) => `, first: 100${after(row)}) { pageInfo { endCursor } }`),
    `, first: 250${after(750)}) { edges { cursor } }`,
    `, first: 1${after(999)}) { nodes { id } }`,
    `, last: 10, before: "${cursors[990]}") { nodes { id } }`,
    `, before: "${cursors[700]}") { nodes { id } }`,
    `, first: 20${after(300)}, before: "${cursors[330]}") { nodes { id } }`,
    ', first: 0) { pageInfo { hasNextPage } }',
    ...Array<string>(4).fill(') { totalCount }'),
  ];
}

describe('the calls of one operation', () => {
  test('20 windows of one list: 1', async () => {
    const cursors = await cursorsOf(TASKS);
    const fields = windows(cursors).map((field, index) => `w${index}: ${TASKS}${field}`);
    expect(fields).toHaveLength(20);
    const { calls, explain, errors } = await outcomeOf(bed, `{ ${fields.join(' ')} }`);
    expect(errors).toEqual([]);
    // A thousand rows, and the few after them by which the last cursor is found again.
    expect(rangesOf(calls)).toEqual([[0, 1004]]);
    expect(explain).toMatchObject({ windows: 20, upstreamCalls: 1, savedCalls: 19 });
  });

  test('20 windows over 3 lists: 3', async () => {
    const cursors = await Promise.all(LISTS.map(cursorsOf));
    const fields = windows(cursors[0]!).map((_, index) => {
      const list = index % 3;
      return `w${index}: ${LISTS[list]}${windows(cursors[list]!)[index]}`;
    });
    const { calls, explain, errors } = await outcomeOf(bed, `{ ${fields.join(' ')} }`);
    expect(errors).toEqual([]);
    expect(calls).toHaveLength(3);
    expect(explain).toMatchObject({ windows: 20, upstreamCalls: 3, savedCalls: 17 });
  });

  test('each window gets the rows it would get alone', async () => {
    const cursors = await cursorsOf(TASKS);
    const rows = ' { totalCount pageInfo { hasNextPage hasPreviousPage startCursor } nodes { id } }';
    const fields = windows(cursors).map((field) => `${TASKS}${field.slice(0, field.indexOf(' {'))}${rows}`);
    const together = await outcomeOf(bed, `{ ${fields.map((field, index) => `w${index}: ${field}`).join(' ')} }`);
    for (const [index, field] of fields.entries()) {
      const alone = await outcomeOf(bed, `{ alone: ${field} }`);
      const { pageInfo: known, ...one } = together.data[`w${index}`]!;
      const { pageInfo, ...other } = alone.data.alone!;
      expect(one).toEqual(other);
      expect(known.hasNextPage).toBe(pageInfo.hasNextPage);
      expect(known.hasPreviousPage).toBe(pageInfo.hasPreviousPage);
    }
  });

  test('first: 4096 of 2,500 rows: 3, whether the total is known or not', async () => {
    await withBed({}, {}, async (quiet) => {
      for (let time = 0; time < 2; time++) {
        const { calls, data } = await outcomeOf(quiet, `{ page: ${TASKS}, first: 4096) { edges { cursor } } }`);
        expect(calls).toHaveLength(3);
        expect(new Set(data.page!.edges.map(({ cursor }) => cursor)).size).toBe(2500);
      }
    });
  });

  test('last: 10 takes 2 at first, and 1 after any page of the list', async () => {
    await withBed({}, {}, async (quiet) => {
      const last = `{ page: ${TASKS}, last: 10) { ...page } } ${CONNECTION}`;
      const cold = await outcomeOf(quiet, last);
      expect(cold.calls).toHaveLength(2);
      const warm = await outcomeOf(quiet, last);
      expect(warm.calls).toHaveLength(1);
      // The cursors, too: they remember as much when the total had to be learnt first.
      expect(warm.data.page!.edges).toEqual(cold.data.page!.edges);

      const list = `captureTasks(firewallId: "${FIREWALLS.documented}"`;
      await quiet.ask(`{ page: ${list}, first: 1) { nodes { id } } }`);
      const after = await outcomeOf(quiet, `{ page: ${list}, last: 10) { ...page } } ${CONNECTION}`);
      expect(after.calls).toHaveLength(1);
      // The total belongs to one list, and to the caller who saw it.
      const other = await outcomeOf(quiet, last.replace(FIREWALLS.busy, FIREWALLS.documented), undefined, {
        'x-auth-token': 'another-caller',
      });
      expect(rangesOf(other.calls)).toEqual([
        [0, 10],
        [126, 14],
      ]);
    });
  });

  test('last: 10 is right when the remembered total is not', async () => {
    const list = `captureTasks(firewallId: "${FIREWALLS.single}"`;
    const page = `{ page: ${list}, last: 10) { ...page } } ${CONNECTION}`;
    await bed.ask(page);
    await bed.control('POST', 'rows', { firewallId: FIREWALLS.single, at: 1, count: 30 });
    const grown = await outcomeOf(bed, page);
    expect(grown.data.page).toMatchObject({ totalCount: 31, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    expect(grown.data.page!.edges).toHaveLength(10);
    expect(grown.calls.length).toBeLessThanOrEqual(2);
  });

  test('last: 1024 after any page of the list: 1', async () => {
    await bed.ask(`{ page: ${TASKS}) { totalCount } }`);
    const { calls } = await outcomeOf(bed, `{ page: ${TASKS}, last: 1024) { nodes { id } } }`);
    expect(rangesOf(calls)).toEqual([[1476, 1024]]);
  });

  test('a middle page: 1, both ways, exactly at its place but for the overlap', async () => {
    const cursors = await cursorsOf(TASKS);
    const forward = await outcomeOf(
      bed,
      `{ page: ${TASKS}, first: 100, after: "${cursors[499]}") { ...page } } ${CONNECTION}`,
    );
    expect(rangesOf(forward.calls)).toEqual([[495, 109]]);
    expect(forward.data.page).toMatchObject({ drift: 'NONE', totalCount: 2500 });
    const back = await outcomeOf(
      bed,
      `{ page: ${TASKS}, last: 100, before: "${cursors[500]}") { ...page } } ${CONNECTION}`,
    );
    expect(rangesOf(back.calls)).toEqual([[396, 109]]);
  });

  test('the total alone: 1 with limit=1, and none beside a window', async () => {
    const alone = await outcomeOf(bed, `{ page: ${TASKS}, first: 100) { totalCount } }`);
    expect(rangesOf(alone.calls)).toEqual([[0, 1]]);
    expect(alone.data.page).toEqual({ totalCount: 2500 });
    const beside = await outcomeOf(
      bed,
      `{ total: ${TASKS}) { totalCount } page: ${TASKS}, first: 5) { nodes { id } } }`,
    );
    expect(rangesOf(beside.calls)).toEqual([[0, 5]]);
  });

  test('fields that become ready in the same tick, at any depth, share their calls', async () => {
    const nested = `{
      firewall(firewallId: "${FIREWALLS.documented}") {
        a: captureTasks(first: 10) { nodes { firewall { captureTasks(first: 20) { nodes { id } } } } }
        b: captureTasks(last: 10) { nodes { id } }
      }
    }`;
    const { calls, errors } = await outcomeOf(bed, nested);
    expect(errors).toEqual([]);
    // The first rows tell the total; then the last ones and what the ten nested windows lack go together.
    expect(rangesOf(calls.filter(({ operation }) => operation === 'ListCaptureTask'))).toEqual([
      [0, 10],
      [9, 131],
    ]);
  });
});
