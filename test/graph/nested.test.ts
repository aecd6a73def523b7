import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SeenCall, startTestBed, type TestBed } from '../support/gateway.ts';
import { withBed } from './own-bed.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.close());

interface Explain {
  readonly upstreamCalls: number;
  readonly calls: readonly { operation: string; offset: number; limit: number; attempts: number }[];
}

/** Asks with explain, and checks that what it says is what CFW saw. */
async function explained(query: string): Promise<{ data: unknown; seen: readonly SeenCall[]; explain: Explain }> {
  const { data, errors, extensions } = await bed.ask(query, {}, { 'x-explain': 'true' });
  expect(errors).toBeUndefined();
  const explain = extensions?.explain as unknown as Explain;
  const seen = await bed.calls();
  expect(explain.upstreamCalls).toBe(seen.length);
  const named = (calls: readonly { operation: string }[]) => calls.map(({ operation }) => operation).sort();
  expect(named(explain.calls)).toEqual(named(seen));
  return { data, seen, explain };
}

/** How often each operation was called. */
function tally(calls: readonly SeenCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

test('from three firewalls down to the totals of their entries: one call a list, none twice', async () => {
  const { data, seen, explain } = await explained(`{
    firewalls(first: 3) { nodes {
      name
      captureTasks(first: 5) { totalCount nodes { name } }
      protectedObjects { type listEntries(listType: BLACKLIST) { totalCount } }
    } }
  }`);
  expect(tally(seen)).toEqual({
    ListFirewallList: 1,
    ListFirewallDetail: 3,
    ListCaptureTask: 3,
    ListBlackWhiteLists: 5,
  });
  // A total alone asks for one row.
  const totals = explain.calls.filter(({ operation }) => operation === 'ListBlackWhiteLists');
  expect(totals.map(({ offset, limit }) => [offset, limit])).toEqual(Array(5).fill([0, 1]));
  expect(data).toMatchObject({
    firewalls: {
      nodes: [
        {
          name: 'edge-production',
          captureTasks: { totalCount: 140, nodes: Array(5).fill({}) },
          protectedObjects: [
            { type: 'INTERNET', listEntries: { totalCount: 2000 } },
            { type: 'VPC', listEntries: { totalCount: 12 } },
          ],
        },
        { captureTasks: { totalCount: 2500 }, protectedObjects: [{ type: 'VPC' }, { type: 'INTERNET' }] },
        { captureTasks: { totalCount: 1, nodes: [{}] }, protectedObjects: [{ listEntries: { totalCount: 1 } }] },
      ],
    },
  });
});

test('windows of one list that are reached by different ways are one call', async () => {
  const { seen } = await explained(`{
    firewalls(search: "edge-production") { nodes {
      captureTasks(first: 10) { nodes { name } }
      again: captureTasks(first: 30) { nodes { name } }
      last: captureTasks(last: 5) { totalCount }
      protectedObjects(type: INTERNET) {
        listEntries(listType: WHITELIST, first: 10) { nodes { address } }
        more: listEntries(listType: WHITELIST, first: 20) { totalCount nodes { address } }
      }
    } }
  }`);
  expect(tally(seen)).toEqual({
    ListFirewallList: 1,
    ListFirewallDetail: 1,
    ListCaptureTask: 1,
    ListBlackWhiteLists: 1,
  });
});

test('the call limit holds for nested lists too, and what was read stays', async () => {
  await withBed({ MAX_UPSTREAM_CALLS: '4' }, {}, async (tight) => {
    const { data, errors } = await tight.ask('{ firewalls { nodes { name captureTasks { totalCount } } } }');
    expect(await tight.calls()).toHaveLength(4);
    const { nodes } = (data as unknown as { firewalls: { nodes: { name: string; captureTasks: unknown }[] } })
      .firewalls;
    expect(nodes.map(({ name }) => name)).toHaveLength(6);
    expect(errors).toHaveLength(nodes.filter(({ captureTasks }) => captureTasks === null).length);
    for (const { path, extensions } of errors ?? []) {
      expect(path).toEqual(['firewalls', 'nodes', expect.any(Number), 'captureTasks']);
      expect(extensions?.code).toBe('UPSTREAM_CALL_LIMIT');
    }
  });
});
