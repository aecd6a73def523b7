import { ApolloProvider } from '@apollo/client/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createElement, type FunctionComponent, type PropsWithChildren, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';
import { Provider as UrqlProvider } from 'urql';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { behave, faults, listed, listedIds, OBJECT } from '../writes/writing.ts';
import { apolloClient, useBlocklist as useApollo } from './apollo-blocklist.ts';
import { closePage, place } from './dom.ts';
import { useBlocklist as useRelay } from './relay-blocklist.ts';
import { relayEnvironment } from './relay-capture-tasks.ts';
import { urqlClient, useBlocklist as useUrql } from './urql-blocklist.ts';

const TOKEN = 'token-of-a-tenant';

/** What Relay remarks in development: that an entry is null which CFW has refused, and how its own store wakes a page. */
const REMARKS = /MutationHandlers: Expected target node to exist|on a component that hasn't mounted yet/;

interface Blocklist {
  readonly entries: readonly { readonly listId: string; readonly address: string | null }[];
  block(address: string): Promise<unknown>;
  lift(listId: string): Promise<unknown>;
}

const CLIENTS: Record<
  string,
  { readonly provider: () => FunctionComponent<PropsWithChildren>; use: typeof useApollo }
> = {
  'react-relay': {
    provider: () => {
      const environment = relayEnvironment(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(RelayEnvironmentProvider, { environment, children });
    },
    use: useRelay as never,
  },
  'Apollo Client': {
    provider: () => {
      const client = apolloClient(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(ApolloProvider, { client, children });
    },
    use: useApollo,
  },
  urql: {
    provider: () => {
      const value = urqlClient(bed.gateway.url, TOKEN);
      return ({ children }) => createElement(UrqlProvider, { value, children });
    },
    use: useUrql as never,
  },
};

let bed: TestBed;
const complaints: unknown[][] = [];
beforeAll(async () => {
  bed = await startTestBed({ REQUEST_TIMEOUT_MS: '2000' });
  for (const kind of ['warn', 'error'] as const) {
    jest.spyOn(console, kind).mockImplementation((...words) => complaints.push(words));
  }
});
afterAll(async () => {
  await closePage();
  await bed.close();
});

/** A page with the list, as it was last rendered. */
class ListPage {
  shown: Blocklist | null = null;
  readonly history: string[][] = [];
  readonly #root = createRoot(place());

  constructor(use: () => Blocklist, Provider: FunctionComponent<PropsWithChildren>) {
    const List = () => {
      this.shown = use();
      this.history.push(this.addresses);
      return null;
    };
    this.#root.render(createElement(Provider, null, createElement(Suspense, null, createElement(List))));
  }

  get addresses(): string[] {
    return this.shown?.entries.map(({ address }) => address ?? '') ?? [];
  }

  /** Waits until the page shows just these addresses. */
  async shows(...addresses: string[]): Promise<void> {
    for (let waits = 0; waits < 500 && String(this.addresses) !== String(addresses); waits++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(this.addresses).toEqual(addresses);
  }

  close(): void {
    this.#root.unmount();
  }
}

describe.each(Object.entries(CLIENTS))('%s', (name, { provider, use }) => {
  let page: ListPage;
  beforeEach(async () => {
    await behave(bed, { mostEntries: 2000, deleteMs: 0 });
    const row = { address_type: 0, direction: 0, protocol: -1, port: '', description: '' };
    const rows = ['192.0.2.1', '192.0.2.2'].map((address) => ({ ...row, address }));
    await bed.control('POST', 'rows', { list: 'listEntries', objectId: OBJECT, listType: 4, rows });
    page = new ListPage(() => use(OBJECT) as unknown as Blocklist, provider());
    await page.shows('192.0.2.1', '192.0.2.2');
    await bed.calls();
  });
  afterEach(async () => {
    page.close();
    await bed.control('DELETE', 'faults');
    for (const id of await listedIds(bed)) await bed.control('DELETE', `rows/${id}`);
    expect(complaints.splice(0).filter(([words]) => !REMARKS.test(String(words)))).toEqual([]);
  });

  test('an address that is blocked stands in the list, with the id of CFW', async () => {
    expect(await page.shown!.block('192.0.2.3')).toMatchObject({ outcome: 'CREATED' });
    await page.shows('192.0.2.3', '192.0.2.1', '192.0.2.2');
    expect(page.shown!.entries[0]?.listId).toBe((await listedIds(bed))[0]);
    expect(await page.shown!.block('192.0.2.1')).toMatchObject({ outcome: 'EXISTS' });
    await page.shows('192.0.2.3', '192.0.2.1', '192.0.2.2');
  });

  test('a block that is lifted is gone from the list', async () => {
    const [entry] = page.shown!.entries;
    expect(await page.shown!.lift(entry!.listId)).toMatchObject({ outcome: 'DELETED' });
    await page.shows('192.0.2.2');
    expect(await listed(bed)).toEqual(['192.0.2.2']);
  });

  test('what CFW refuses is not shown as done', async () => {
    await behave(bed, { mostEntries: 2 });
    expect(await page.shown!.block('192.0.2.3')).toMatchObject({ outcome: 'FAILED' });
    await page.shows('192.0.2.1', '192.0.2.2');
    // Apollo shows it at once, and takes it back.
    const wasShown = page.history.some((addresses) => addresses.includes('192.0.2.3'));
    expect(wasShown).toBe(name === 'Apollo Client');
  });

  test('nor is a block that has not been lifted yet', async () => {
    await behave(bed, { deleteMs: 60_000 });
    expect(await page.shown!.lift(page.shown!.entries[0]!.listId)).toMatchObject({ outcome: 'PENDING' });
    await page.shows('192.0.2.1', '192.0.2.2');
  });

  test('and one whose answer is lost', async () => {
    await faults(bed, { match: { operation: 'DeleteBlackWhiteList' }, reset: true });
    expect(await page.shown!.lift(page.shown!.entries[0]!.listId)).toMatchObject({ outcome: 'UNKNOWN' });
    await page.shows('192.0.2.1', '192.0.2.2');
  });
});
