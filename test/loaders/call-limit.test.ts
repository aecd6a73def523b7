import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { outcomeOf } from './asking.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ MAX_UPSTREAM_CALLS: '3' });
});
afterAll(() => bed.close());

const refused = (wanted: number) => ({
  message: expect.stringContaining(`wants ${wanted} CFW calls; at most 3 are allowed`),
  extensions: { code: 'UPSTREAM_CALL_LIMIT' },
});

test('lists beyond the limit fail at their fields with how many calls were wanted; the others are answered', async () => {
  const lists = [
    ...Object.values(OBJECTS).flatMap((object) => [
      `listEntries(objectId: "${object}", listType: BLACKLIST)`,
      `listEntries(objectId: "${object}", listType: WHITELIST)`,
    ]),
  ].slice(0, 8);
  const fields = lists.map((list, index) => `w${index}: ${list} { totalCount }`);
  const { data, errors, calls, explain } = await outcomeOf(bed, `{ ${fields.join(' ')} }`);
  expect(Object.values(data).filter((page) => page !== null)).toHaveLength(3);
  expect(errors).toHaveLength(5);
  for (const { message, extensions } of errors) expect({ message, extensions }).toMatchObject(refused(8));
  expect(errors.map(({ path }) => path)).toEqual([['w3'], ['w4'], ['w5'], ['w6'], ['w7']]);
  expect(calls).toHaveLength(3);
  expect(explain.upstreamCalls).toBe(3);
});

test('a list that is asked for when the calls are used up is refused', async () => {
  const list = `captureTasks(firewallId: "${FIREWALLS.busy}", first: 4096)`;
  expect((await outcomeOf(bed, `{ page: ${list} { nodes { id } } }`)).errors).toEqual([]);
  const both = await outcomeOf(
    bed,
    `{ page: ${list} { nodes { id } } one: captureTasks(firewallId: "${FIREWALLS.documented}", first: 1) { totalCount } }`,
  );
  // The other list was asked for later in the document, and is refused.
  expect(both.errors).toHaveLength(1);
  expect(both.errors[0]).toMatchObject({ path: ['one'], ...refused(4) });
  expect(both.calls).toHaveLength(3);
});

test('a walk for a record stops at the limit', async () => {
  await bed.control('POST', 'rows', { firewallId: FIREWALLS.busy, at: 0, count: 1500 });
  const absent = `captureTask(firewallId: "${FIREWALLS.busy}", taskId: "00000000-0000-4000-a000-000000000000") { name }`;
  const { data, errors, calls } = await outcomeOf(bed, `{ task: ${absent} }`);
  expect(data).toEqual({ task: null });
  expect(errors[0]).toMatchObject({ path: ['task'], ...refused(4) });
  expect(calls).toHaveLength(3);
});

test('a window whose calls are too many together makes none of them', async () => {
  // By now the list has 4,000 rows, and the gateway remembers that.
  const { errors, calls } = await outcomeOf(
    bed,
    `{ page: captureTasks(firewallId: "${FIREWALLS.busy}", first: 4096) { nodes { id } } }`,
  );
  expect(errors[0]).toMatchObject({ path: ['page'], ...refused(4) });
  expect(calls).toEqual([]);
});

test('each operation has a limit of its own', async () => {
  const list = `captureTasks(firewallId: "${FIREWALLS.single}") { nodes { id } }`;
  for (let time = 0; time < 5; time++) expect((await bed.ask(`{ page: ${list} }`)).errors).toBeUndefined();
});
