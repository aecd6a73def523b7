import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { liveApolloClient, showCaptureTasks as showByApollo } from './apollo-live-capture-tasks.ts';
import { type LiveTransport, overServerSentEvents, overWebSocket } from './live-transport.ts';
import { liveRelayEnvironment, showCaptureTasks as showByRelay } from './relay-live-capture-tasks.ts';
import { liveUrqlClient, showCaptureTasks as showByUrql } from './urql-live-capture-tasks.ts';

const TOKEN = 'token-of-a-tenant';
const firewallId = FIREWALLS.single;

/** What is between a client and the gateway: its connections can be cut. */
interface Wire {
  readonly url: string;
  cut(): void;
  close(): void;
}

async function wireTo(gateway: string): Promise<Wire> {
  const { hostname, port } = new URL(gateway);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket.on('error', () => undefined));
      socket.once('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    cut,
    close: () => {
      server.close();
      cut();
    },
  };
}

let bed: TestBed;
let wire: Wire;
let leave: (() => void) | undefined;
beforeAll(async () => {
  // As browsers have it, and newer versions of Node.
  Object.assign(globalThis, { WebSocket });
  bed = await startTestBed({ LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' });
  wire = await wireTo(bed.gateway.url);
});
afterEach(() => leave?.());
afterAll(async () => {
  wire.close();
  await bed.close();
});

const put = (...rows: object[]) => bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows });
const remove = (id: string) => bed.control('DELETE', `rows/${id}`);
const there = async () => {
  const { rows } = (await bed.control('GET', `rows?firewallId=${firewallId}`)) as { rows: { name: string }[] };
  return rows.map(({ name }) => name).toSorted();
};

const CLIENTS = {
  Relay: (subscribe: LiveTransport, show: (names: string[]) => void) =>
    showByRelay(liveRelayEnvironment(wire.url, TOKEN, subscribe), firewallId, show),
  urql: (subscribe: LiveTransport, show: (names: string[]) => void) =>
    showByUrql(liveUrqlClient(wire.url, TOKEN, subscribe), firewallId, show),
  'Apollo Client': (subscribe: LiveTransport, show: (names: string[]) => void) =>
    showByApollo(liveApolloClient(wire.url, TOKEN, subscribe), firewallId, show),
};
const TRANSPORTS = { 'Server-Sent Events': overServerSentEvents, 'a WebSocket': overWebSocket };

describe.each(Object.entries(CLIENTS))('%s', (_, follow) => {
  test.each(Object.entries(TRANSPORTS))('keeps a list current over %s, and after a break', async (_name, transport) => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => crypto.randomUUID()) as [string, string, string, string];
    await put({ task_id: a, name: `a ${a}` }, { task_id: b, name: `b ${b}` });
    const resets: boolean[] = [];
    const through = transport(wire.url, TOKEN);
    const counted: LiveTransport = (request, sink) =>
      through(request, {
        next(result) {
          resets.push((result as { data: { captureTaskChanges: { reset: boolean } } }).data.captureTaskChanges.reset);
          sink.next(result);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      });
    let shown: readonly string[] = [];
    leave = follow(counted, (names) => {
      shown = names.toSorted();
    });
    const isCurrent = async () => {
      const wanted = String(await there());
      while (String(shown) !== wanted) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await isCurrent();
    await put({ task_id: c, name: `c ${c}` });
    await isCurrent();
    await remove(a);
    await isCurrent();
    await bed.calls();
    await remove(b);
    await put({ task_id: b, name: `b, another ${b}` });
    await isCurrent();

    // What happens while the connection is away is told afterwards: nothing is fetched anew.
    wire.cut();
    await put({ task_id: d, name: `d ${d}` });
    await remove(c);
    await remove(b);
    await put({ task_id: b, name: `b, a third ${b}` });
    await isCurrent();
    expect(resets.filter((reset) => reset)).toHaveLength(1);
    expect(shown).toEqual(await there());
    for (const id of [b, d]) await remove(id);
    await isCurrent();
    expect(resets.filter((reset) => reset)).toHaveLength(1);
  });
});
