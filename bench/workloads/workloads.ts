import type { Agent } from 'node:http';
import {
  entryId,
  FIREWALLS,
  LONG_FIREWALL,
  LONG_TOTAL,
  OBJECT_TOTAL,
  SCANNED_FIREWALL,
  SCANNED_FROM,
  WRITTEN_OBJECT,
} from '../dataset.ts';
import { exchange, type LoadRequest } from '../exchange.ts';
import { CURSOR_QUERY, FOUND_QUERY, NESTED_QUERY, NODES_QUERY, PAGE_QUERY, WRITE_QUERY } from './documents.ts';
import { ask, dashboard, fetchPage, send } from './requests.ts';

/** What is asked of one side. */
export interface Workload {
  readonly name: string;
  readonly side: 'gateway' | 'floor';
  readonly connections: number;
  readonly requests: readonly LoadRequest[];
}

/**
 * Rows of a page, and the connections that ask for such pages. Of the large ones there are as many as ask for 8,000 rows
 * together, so that what they differ in is the page and not how much memory is in use at the same time.
 */
const PAGES = [
  { size: 1, distinct: 16, equal: 64 },
  { size: 50, distinct: 16, equal: 64 },
  { size: 1000, distinct: 8, equal: 16 },
  { size: 4096, distinct: 2, equal: 4 },
];
/** How many different windows the distinct load goes through before it repeats. */
const DISTINCT = 2000;

/** Makes every workload. The cursors are the ones that each side gave for its own rows. */
export async function makeWorkloads(gateway: string, floor: string, agent: Agent): Promise<Workload[]> {
  const cursors = {
    gateway: await cursorsOf((after) =>
      exchange(gateway, agent, ask(CURSOR_QUERY, { firewallId: LONG_FIREWALL, after })),
    ),
    floor: await cursorsOf((after) => exchange(floor, agent, fetchPage(4096, after))),
  };
  const pageOf = {
    gateway: (first: number, after: string | null) => ask(PAGE_QUERY, { firewallId: LONG_FIREWALL, first, after }),
    floor: fetchPage,
  };
  const workloads: Workload[] = [];
  for (const { size, distinct, equal } of PAGES) {
    for (const side of ['gateway', 'floor'] as const) {
      const requests = startsOf(size).map((start) => pageOf[side](size, cursors[side][start]!));
      workloads.push({ name: `distinct ${size}`, side, connections: distinct, requests });
      workloads.push({ name: `equal ${size}`, side, connections: equal, requests: [pageOf[side](size, null)] });
    }
  }
  const byId = startsOf(50).map((start) =>
    send({ documentId: 'page', variables: { firewallId: LONG_FIREWALL, first: 50, after: cursors.gateway[start] } }),
  );
  workloads.push({ name: 'document 50', side: 'gateway', connections: 16, requests: byId });
  const found = {
    gateway: ask(FOUND_QUERY, { firewallId: SCANNED_FIREWALL, from: SCANNED_FROM }),
    floor: { ...fetchPage(50, null), path: `/found?from=${SCANNED_FROM}` },
  };
  for (const side of ['gateway', 'floor'] as const) {
    // One at a time: reads that are under way are shared.
    workloads.push({ name: 'found 50', side, connections: 1, requests: [found[side]] });
  }
  const dashboards = startsOf(1024).map((start) => dashboard(start, cursors.gateway));
  const overview = [ask(NESTED_QUERY, {})];
  const nodes = [ask(NODES_QUERY, { ids: await taskIds(gateway, agent) })];
  workloads.push({ name: 'dashboard', side: 'gateway', connections: 8, requests: dashboards });
  const writes = Array.from({ length: OBJECT_TOTAL }, (_, position) =>
    ask(WRITE_QUERY, { objectId: WRITTEN_OBJECT, listId: entryId(position), description: `entry ${position}` }),
  );
  const written = String(await exchange(gateway, agent, writes[0]!));
  if (!written.includes('"outcome":"DONE"')) throw new Error(`the write of the benchmark is not done: ${written}`);
  workloads.push({ name: 'write', side: 'gateway', connections: 4, requests: writes });
  workloads.push({ name: 'nested', side: 'gateway', connections: 1, requests: overview });
  workloads.push({ name: 'nodes 100', side: 'gateway', connections: 1, requests: nodes });
  return workloads;
}

/** Places all over the list at which a window of a size fits; no two that follow one another overlap. */
function startsOf(size: number): number[] {
  const places = LONG_TOTAL - size - 1;
  return Array.from({ length: Math.min(DISTINCT, places) }, (_, index) => (index * 7919) % places);
}

async function cursorsOf(read: (after: string | null) => Promise<Buffer>): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < LONG_TOTAL) {
    const { data } = JSON.parse((await read(cursors.at(-1) ?? null)).toString());
    for (const edge of data.captureTasks.edges) cursors.push(edge.cursor);
  }
  return cursors;
}

async function taskIds(gateway: string, agent: Agent): Promise<string[]> {
  const query = 'query Ids($firewallId: ID!) { captureTasks(firewallId: $firewallId, first: 100) { nodes { id } } }';
  const { data } = JSON.parse((await exchange(gateway, agent, ask(query, { firewallId: FIREWALLS[1] }))).toString());
  return data.captureTasks.nodes.map(({ id }: { id: string }) => id);
}
