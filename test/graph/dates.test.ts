import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

/** RFC 3339 in UTC. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** `created_date` of a task, by the zone that the gateway reads it in. */
const zones: Record<string, readonly (readonly [wire: string, graph: string | null])[]> = {
  UTC: [
    ['2024/06/04 11:23:50', '2024-06-04T11:23:50.000Z'],
    ['2024/02/29 00:00:00', '2024-02-29T00:00:00.000Z'],
    ['2023/02/29 00:00:00', null],
    ['2024/06/04', null],
    ['yesterday', null],
  ],
  'Asia/Shanghai': [['2024/06/04 11:23:50', '2024-06-04T03:23:50.000Z']],
  'Europe/Berlin': [
    ['2024/01/15 12:00:00', '2024-01-15T11:00:00.000Z'],
    ['2024/07/15 12:00:00', '2024-07-15T10:00:00.000Z'],
    ['2024/03/31 02:30:00', '2024-03-31T01:30:00.000Z'],
    ['2024/10/27 02:30:00', '2024-10-27T00:30:00.000Z'],
  ],
};

describe.each(Object.entries(zones))('CFW_TIME_ZONE=%s', (zone, dates) => {
  let bed: TestBed;
  beforeAll(async () => {
    bed = await startTestBed({ CFW_TIME_ZONE: zone });
  });
  afterAll(() => bed.close());

  test.each(dates)('%s is %s', async (wire, graph) => {
    const rows = [{ created_date: wire, modified_date: wire }];
    await bed.control('POST', 'rows', { firewallId: FIREWALLS.empty, rows });
    await bed.control('POST', 'rows', { objectId: OBJECTS.emptyInternet, listType: 4, rows });
    const { data, errors } = await bed.ask(`{
      captureTasks(firewallId: "${FIREWALLS.empty}", first: 1) { nodes { createdDate modifiedDate } }
      listEntries(objectId: "${OBJECTS.emptyInternet}", listType: BLACKLIST, first: 1) { nodes { createdDate modifiedDate } }
    }`);
    const nodes = [{ createdDate: graph, modifiedDate: graph }];
    expect({ data, errors }).toEqual({ data: { captureTasks: { nodes }, listEntries: { nodes } }, errors: undefined });
  });
});

describe('the dates of list entries, whose type changed between editions', () => {
  let bed: TestBed;
  beforeAll(async () => {
    bed = await startTestBed();
  });
  afterAll(() => bed.close());

  test.each([
    ['seconds', 1_717_500_230, '2024-06-04T11:23:50.000Z'],
    ['milliseconds', 1_717_500_230_000, '2024-06-04T11:23:50.000Z'],
    ['seconds in text', '1717500230', '2024-06-04T11:23:50.000Z'],
    ['zero', 0, null],
    ['past the year 9999', 1e15, null],
  ])('%s', async (_what, wire, graph) => {
    const rows = [{ created_date: wire, modified_date: wire }];
    await bed.control('POST', 'rows', { objectId: OBJECTS.emptyInternet, listType: 5, rows });
    const { data } = await bed.ask(
      `{ listEntries(objectId: "${OBJECTS.emptyInternet}", listType: WHITELIST, first: 1) { nodes { createdDate modifiedDate } } }`,
    );
    expect(data).toEqual({ listEntries: { nodes: [{ createdDate: graph, modifiedDate: graph }] } });
  });

  test('every date of a long list is RFC 3339 or null', async () => {
    const { data, errors } = await bed.ask(
      `{ listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, first: 2000) { nodes { createdDate modifiedDate } } }`,
    );
    expect(errors).toBeUndefined();
    const { listEntries } = data as unknown as { listEntries: { nodes: Record<string, string | null>[] } };
    const dates = listEntries.nodes.flatMap((node) => Object.values(node));
    expect(dates.filter((date) => date !== null && !RFC_3339.test(date))).toEqual([]);
    expect(dates.filter((date) => date !== null).length).toBeGreaterThan(2000);
  });
});
