import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { type Outcome, outcomeOf } from './asking.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const LIST = `captureTasks(firewallId: "${FIREWALLS.busy}"`;
const WHITE = `listEntries(objectId: "${OBJECTS.documented}", listType: WHITELIST`;

/** What explain says of the calls and what CFW saw, in one order. */
function bothSidesOf({ explain, calls }: Outcome) {
  const sorted = (rows: readonly unknown[][]) => rows.map(String).sort();
  return [
    sorted(explain.calls.map(({ operation, offset, limit, status }) => [operation, offset, limit, status])),
    sorted(calls.map(({ operation, query, status }) => [operation, query.offset, query.limit, status])),
  ];
}

describe('explain', () => {
  test.each([
    ['one page', `{ a: ${LIST}, first: 5) { nodes { id } } }`, 1, 1, 0],
    ['a total', `{ a: ${LIST}) { totalCount } }`, 1, 1, 0],
    ['a long page', `{ a: ${LIST}, first: 4096) { nodes { id } } }`, 1, 3, 0],
    [
      'the same page twice',
      `{ a: ${LIST}, first: 5) { nodes { id } } b: ${LIST}, first: 5) { nodes { id } } }`,
      2,
      1,
      1,
    ],
    [
      'two lists and a total',
      `{ a: ${LIST}, first: 5) { nodes { id } } b: ${WHITE}, first: 5) { nodes { id } } c: ${WHITE}) { totalCount } }`,
      3,
      2,
      1,
    ],
  ])('of %s equals what CFW saw', async (_, query, windows, upstreamCalls, savedCalls) => {
    const outcome = await outcomeOf(bed, query);
    const [told, seen] = bothSidesOf(outcome);
    expect(told).toEqual(seen);
    expect(outcome.explain).toMatchObject({ windows, upstreamCalls, savedCalls });
    expect(outcome.explain.calls.every(({ attempts, sharedWith }) => attempts === 1 && sharedWith === 0)).toBe(true);
  });

  test.each([
    ['refused', { status: 400, errorCode: 'CFW.00200001' }],
    ['tried again', { status: 503 }],
    ['damaged', { body: 'truncated' }],
  ])('tells of a call that was %s', async (_, fault) => {
    await bed.control('PUT', 'faults', { faults: [{ times: 1, ...fault }] });
    const { explain, calls } = await outcomeOf(bed, `{ a: ${LIST}, first: 5) { nodes { id } } }`);
    await bed.control('DELETE', 'faults');
    expect(explain).toMatchObject({ windows: 1, upstreamCalls: calls.length, savedCalls: 0 });
    expect(explain.calls).toEqual([
      expect.objectContaining({ offset: 0, limit: 5, attempts: calls.length, status: calls.at(-1)!.status }),
    ]);
  });

  test('is left out unless it is asked for', async () => {
    expect((await bed.ask(`{ a: ${LIST}, first: 1) { totalCount } }`)).extensions?.explain).toBeUndefined();
  });

  test('tells which of two equal requests made the call, and that it was shared', async () => {
    await bed.calls();
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 300 }] });
    const query = `{ a: ${LIST}, first: 7) { nodes { id } } }`;
    const answers = await Promise.all([1, 2].map(() => bed.ask(query, undefined, { 'x-explain': 'true' })));
    await bed.control('DELETE', 'faults');
    expect(await bed.calls()).toHaveLength(1);
    const told = answers.map(({ extensions }) => extensions?.explain as unknown as Outcome['explain']);
    expect(told.map(({ upstreamCalls }) => upstreamCalls).sort()).toEqual([0, 1]);
    expect(told.map(({ savedCalls }) => savedCalls).sort()).toEqual([0, 1]);
    expect(told.map(({ calls }) => calls[0]?.sharedWith)).toEqual([1, 1]);
  });
});
