import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { outcomeOf, rangesOf } from './asking.ts';

const ENTRIES = `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST`;
const tasks = (firewallId: string) => `captureTasks(firewallId: "${firewallId}"`;

describe('one reading of a list', () => {
  let bed: TestBed;
  beforeAll(async () => {
    bed = await startTestBed();
  });
  afterAll(() => bed.close());

  test('serves 20 filters and orders of a full blacklist, in 2 calls', async () => {
    const filters = ['addressTypes: [IPV4]', 'matchingAddress: "45.0.9.7"', 'matchingPort: 443', 'search: "scanner"'];
    const orders = ['ADDRESS', 'PROTOCOL', 'DIRECTION', 'CREATED_DATE', 'MODIFIED_DATE'];
    const fields = Array.from({ length: 20 }, (_, index) => {
      const orderBy = `{ field: ${orders[index % 5]}, direction: ${index % 2 === 0 ? 'ASC' : 'DESC'} }`;
      return `w${index}: ${ENTRIES}, filterBy: { ${filters[index % 4]} }, orderBy: ${orderBy}) { totalCount nodes { id } }`;
    });
    const { data, errors, calls, explain } = await outcomeOf(bed, `{ ${fields.join(' ')} }`);
    expect(errors).toEqual([]);
    expect(Object.values(data).map(({ totalCount }) => totalCount > 0)).toEqual(Array(20).fill(true));
    expect(rangesOf(calls)).toEqual([
      [0, 1024],
      [1023, 977],
    ]);
    expect(explain).toMatchObject({ windows: 20, upstreamCalls: 2, savedCalls: 38 });
  });

  test('serves plain windows, totals and look-ups, too', async () => {
    const { listEntries } = (await bed.ask(`{ ${ENTRIES}, last: 1) { nodes { listId } } }`)).data as never;
    const [{ listId }] = (listEntries as { nodes: [{ listId: string }] }).nodes;
    const { errors, calls, explain } = await outcomeOf(
      bed,
      `{
        found: ${ENTRIES}, filterBy: { protocols: [UDP] }) { nodes { id } }
        first: ${ENTRIES}, first: 10) { nodes { id } }
        last: ${ENTRIES}, last: 10) { nodes { id } }
        total: ${ENTRIES}) { totalCount }
        one: listEntry(objectId: "${OBJECTS.documented}", listType: BLACKLIST, listId: "${listId}") { address }
      }`,
    );
    expect(errors).toEqual([]);
    expect(calls).toHaveLength(2);
    expect(explain).toMatchObject({ windows: 5, upstreamCalls: 2 });
  });

  test('is not needed where nothing is asked, or the total alone of an order', async () => {
    for (const asked of [', filterBy: {}', ', filterBy: { search: null }, orderBy: null', ', filterBy: null']) {
      expect(rangesOf((await outcomeOf(bed, `{ w: ${ENTRIES}${asked}) { nodes { id } } }`)).calls)).toEqual([[0, 50]]);
    }
    const { data, calls } = await outcomeOf(bed, `{ w: ${ENTRIES}, orderBy: { field: ADDRESS }) { totalCount } }`);
    expect(data).toEqual({ w: { totalCount: 2000 } });
    expect(rangesOf(calls)).toEqual([[0, 1]]);
  });
});

describe('a list whose reading needs more calls than allowed', () => {
  let bed: TestBed;
  beforeAll(async () => {
    bed = await startTestBed({ MAX_UPSTREAM_CALLS: '2' });
  });
  afterAll(() => bed.close());

  const NEWEST = 'orderBy: { field: CREATED_DATE, direction: DESC }';
  const REFUSED = {
    message: expect.stringMatching(/wants 3 CFW calls; at most 2 are allowed\..* 2500 rows/),
    extensions: { code: 'UPSTREAM_CALL_LIMIT' },
  };

  test('is refused after one call; the message names both numbers and the total', async () => {
    const { data, errors, calls } = await outcomeOf(
      bed,
      `{ w: ${tasks(FIREWALLS.busy)}, ${NEWEST}) { totalCount nodes { id } } }`,
    );
    expect(data).toEqual({ w: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject(REFUSED);
    expect(rangesOf(calls)).toEqual([[0, 1024]]);
  });

  test('is refused alone: its pages are answered', async () => {
    const { data, errors, calls } = await outcomeOf(
      bed,
      `{ sorted: ${tasks(FIREWALLS.busy)}, ${NEWEST}) { nodes { id } } last: ${tasks(FIREWALLS.busy)}, last: 10) { totalCount } deep: ${tasks(FIREWALLS.busy)}, last: 5) { edges { cursor } } }`,
    );
    expect(data).toMatchObject({ sorted: null, last: { totalCount: 2500 }, deep: { edges: { length: 5 } } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['sorted'], extensions: { code: 'UPSTREAM_CALL_LIMIT' } });
    expect(calls).toHaveLength(2);
  });
});
