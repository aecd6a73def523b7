import { ApolloProvider } from '@apollo/client/react';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createElement, type FunctionComponent, type PropsWithChildren } from 'react';
import { RelayEnvironmentProvider } from 'react-relay';
import { Provider as UrqlProvider } from 'urql';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { type Asked, apolloClient, useCaptureTasks as useApollo } from './apollo-capture-tasks.ts';
import { closePage } from './dom.ts';
import { relayEnvironment, useCaptureTasks as useRelay } from './relay-capture-tasks.ts';
import { urqlClient, useCaptureTasks as useUrql } from './urql-capture-tasks.ts';
import { type GrowingList, walk } from './walk.ts';

const TOKEN = 'token-of-a-tenant';
const PAGE = 500;
const NEW_TASK = '11111111-2222-4333-8444-555555555555';

type Node = { readonly taskId: string } | null | undefined;
const idsOf = (nodes: readonly Node[]) => nodes.map((node) => node?.taskId ?? 'none');

let bed: TestBed;
let rows: readonly string[];
/** The ids of the tasks that run. CFW's order is the newest first. */
let running: ReadonlySet<string>;
/** The bodies of the operations that the client sent. */
const sent: { operationName: string; variables: Record<string, unknown> }[] = [];
const complaints: unknown[][] = [];

beforeAll(async () => {
  bed = await startTestBed();
  const answer = (await bed.control('GET', `rows?firewallId=${FIREWALLS.busy}`)) as {
    rows: { task_id: string; status: number }[];
  };
  rows = answer.rows.map(({ task_id }) => task_id);
  running = new Set(answer.rows.filter(({ status }) => status === 2).map(({ task_id }) => task_id));
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    if (String(input) === bed.gateway.url) sent.push(JSON.parse(String(init?.body)));
    return fetch(input, init);
  };
  for (const kind of ['warn', 'error'] as const) {
    jest.spyOn(console, kind).mockImplementation((...words) => complaints.push(words));
  }
});
beforeEach(() => {
  sent.length = 0;
});
afterAll(async () => {
  await closePage();
  await bed.close();
});

interface Client {
  readonly provider: () => FunctionComponent<PropsWithChildren>;
  readonly useList: (page: { first: number } | { last: number }, asked?: Asked) => GrowingList;
}

const CLIENTS: Record<string, Client> = {
  'react-relay': {
    provider: () => {
      const environment = relayEnvironment(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(RelayEnvironmentProvider, { environment, children });
    },
    useList: (page, asked) => {
      const { data, hasNext, hasPrevious, ...list } = useRelay(FIREWALLS.busy, page, asked);
      return {
        rows: data?.captureTasks.edges.map(({ node }) => node.taskId) ?? [],
        loading: list.isLoadingNext || list.isLoadingPrevious,
        hasNext,
        hasPrevious,
        loadNext: () => list.loadNext(PAGE),
        loadPrevious: () => list.loadPrevious(PAGE),
      };
    },
  },
  'Apollo Client': {
    provider: () => {
      const client = apolloClient(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(ApolloProvider, { client, children });
    },
    useList: (page, asked) => pagesOf(useApollo(FIREWALLS.busy, page, asked)),
  },
  'urql with graphcache': {
    provider: () => {
      const value = urqlClient(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(UrqlProvider, { value, children });
    },
    useList: (page, asked) => pagesOf(useUrql(FIREWALLS.busy, page, asked)),
  },
};

type Hook = typeof useApollo | typeof useUrql;
function pagesOf({ tasks, loading, hasNext, hasPrevious, ...list }: ReturnType<Hook>): GrowingList {
  const load = { loadNext: () => list.loadNext(PAGE), loadPrevious: () => list.loadPrevious(PAGE) };
  return { rows: idsOf(tasks), loading, hasNext, hasPrevious, ...load };
}

describe.each(Object.entries(CLIENTS))('%s', (_, { provider, useList }) => {
  test.each([
    ['forward', { first: PAGE }],
    ['backward', { last: PAGE }],
  ] as const)(
    'walks 2,500 tasks %s: every row once, in order, one operation a page',
    async (direction, page) => {
      const seen = await walk(() => useList(page), direction, provider());
      expect([seen.length, new Set(seen).size, String(seen) === String(rows)]).toEqual([2500, 2500, true]);
      expect(sent.length).toBe(Math.ceil(rows.length / PAGE));
      expect(complaints).toEqual([]);
    },
    30_000,
  );

  test('keeps each filter and order of a table apart, and walks it in its order', async () => {
    const Provider = provider();
    const filterBy = { statuses: ['RUNNING' as const] };
    for (const direction of ['ASC', 'DESC'] as const) {
      const asked: Asked = { filterBy, orderBy: { field: 'CREATED_DATE', direction } };
      sent.length = 0;
      const seen = await walk(() => useList({ first: 100 }, asked), 'forward', Provider);
      const matching = rows.filter((id) => running.has(id));
      expect(seen).toEqual(direction === 'DESC' ? matching : matching.toReversed());
      expect(sent.length).toBeGreaterThan(1);
    }
    // A question that was asked before is answered from the client's cache.
    sent.length = 0;
    const again: Asked = { filterBy, orderBy: { field: 'CREATED_DATE', direction: 'ASC' } };
    expect(await walk(() => useList({ first: 100 }, again), 'forward', Provider)).toHaveLength(running.size);
    expect(complaints).toEqual([]);
  }, 30_000);
});

test('react-relay refetches a list by the node of its firewall', async () => {
  const environment = relayEnvironment(bed.gateway.url, TOKEN);
  let refetched = false;
  const useList = (): GrowingList => {
    const { data, refetch } = useRelay(FIREWALLS.single, { first: 5 });
    const insertAndRefetch = async () => {
      refetched = true;
      await bed.control('POST', 'rows', { firewallId: FIREWALLS.single, rows: [{ task_id: NEW_TASK }] });
      refetch({ first: 5 }, { fetchPolicy: 'network-only' });
    };
    return {
      rows: data?.captureTasks.edges.map(({ node }) => node.taskId) ?? [],
      ...{ loading: false, hasNext: !refetched, hasPrevious: false },
      ...{ loadNext: insertAndRefetch, loadPrevious: insertAndRefetch },
    };
  };
  const seen = await walk(useList, 'forward', ({ children }) =>
    createElement(RelayEnvironmentProvider, { environment, children }),
  );
  expect(seen).toEqual([NEW_TASK, expect.any(String)]);
  expect(sent.map(({ operationName }) => operationName)).toEqual([
    'relayCaptureTasksQuery',
    'relayCaptureTasksPageQuery',
  ]);
  expect(sent[1]?.variables).toMatchObject({ id: expect.any(String), first: 5 });
  expect(complaints).toEqual([]);
}, 30_000);
