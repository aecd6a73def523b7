import { afterEach, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startWatchedGateway, type WatchedGateway } from '../telemetry/watched-gateway.ts';
import { socketClient, socketResults } from './sockets.ts';
import { FOLLOW_TASKS, followTasks } from './streams.ts';

const firewallId = FIREWALLS.single;
const QUICK = { LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' };

let gateway: WatchedGateway;
afterEach(() => gateway.close());

const lastLine = async () => (await gateway.log.waitFor(1, ({ msg }) => msg === 'subscription ended'))[0];
const endCredentials = () =>
  gateway.control('PUT', 'faults', { faults: [{ status: 401, errorCode: 'APIGW.0301', errorMsg: 'token expired' }] });

/** A subscription that has had its first event, over each transport. */
const TRANSPORTS = {
  async WebSocket() {
    const client = socketClient(`${gateway.base}/graphql`);
    const results = socketResults(client, FOLLOW_TASKS, { firewallId });
    await results.changes();
    return { next: () => results.next(), leave: () => void results.leave(), close: () => void client.dispose() };
  },
  async SSE() {
    const stream = await followTasks({ gateway: { url: `${gateway.base}/graphql` } as never }, firewallId);
    await stream.changes();
    return { next: () => stream.next(), leave: () => stream.leave(), close: () => stream.leave() };
  },
};
const NAMES = Object.keys(TRANSPORTS) as (keyof typeof TRANSPORTS)[];

test.each(NAMES)('the last line over %s has the code with which the stream ended', async (transport) => {
  gateway = await startWatchedGateway(QUICK);
  const { next, close } = await TRANSPORTS[transport]();
  await endCredentials();
  expect(await next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(await next()).toBeNull();
  expect(await lastLine()).toMatchObject({ transport, events: 2, codes: ['UNAUTHENTICATED'], operation: 'Tasks' });
  close();
});

test.each(NAMES)('over %s it has none where the reader has left', async (transport) => {
  gateway = await startWatchedGateway(QUICK);
  const { leave, close } = await TRANSPORTS[transport]();
  leave();
  const line = await lastLine();
  expect([line?.transport, line?.events, line?.codes]).toEqual([transport, 1, undefined]);
  close();
});
