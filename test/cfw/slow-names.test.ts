import dns from 'node:dns';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { callBy, FIREWALL_ID } from './caller.ts';
import { type SlowListener, startSlowListener } from './slow-listener.ts';
import { json, page, startUpstream } from './upstream.ts';

const { lookup } = dns;
let listener: SlowListener | undefined;
afterEach(async () => {
  dns.lookup = lookup;
  await listener?.close();
  listener = undefined;
});

/** Lets one name have these addresses: the machine's resolver cannot be told otherwise. */
function resolve(name: string, ...addresses: readonly string[]): void {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const answer = (host: string, options: object, done: (error: null, found: object) => void) =>
    host === name ? void setImmediate(done, null, found) : lookup(host, options, done as never);
  dns.lookup = answer as never;
}

async function read(port: number, attemptTimeoutMs = 5000, call = callBy(forwardedToken('t'), { maxAttempts: 1 })) {
  const client = createCfwClient({ endpoint: `http://cfw.test:${port}`, timeZone: 'UTC', attemptTimeoutMs });
  const page = client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call);
  return page.finally(() => client.close());
}

/** No packet ever comes back from an address of the documentation (RFC 5737, RFC 3849), if it finds a way at all. */
const DEAD = ['2001:db8::1', '192.0.2.1'];

describe('a name with several addresses', () => {
  test.each([
    ['before', (slow: string) => [...DEAD, slow]],
    ['behind', (slow: string) => [slow, ...DEAD]],
  ])(
    'dead ones %s a slow one do not keep it from being reached in one attempt',
    async (_, order) => {
      listener = await startSlowListener();
      resolve('cfw.test', ...order('127.0.0.1'));
      await listener.hold(900);
      expect((await read(listener.port)).total).toBe(0);
    },
    20_000,
  );

  test('one that refuses does not keep the next waiting', async () => {
    const upstream = await startUpstream(json(page([])));
    resolve('cfw.test', '127.0.0.2', '127.0.0.1');
    expect((await read(Number(new URL(upstream.url).port))).total).toBe(0);
    await upstream.close();
  });

  test('none that answers: told as a refused connection', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    resolve('cfw.test', '127.0.0.1', '127.0.0.2');
    await expect(read(port)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: expect.stringMatching(/could not be reached/),
    });
  });
});

test('a connection that is not made in time is told as one, and tried again', async () => {
  listener = await startSlowListener();
  resolve('cfw.test', '127.0.0.1');
  await listener.hold(3000);
  const call = callBy(forwardedToken('t'));
  await expect(read(listener.port, 200, call)).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(/No connection to CFW could be made in time/),
  });
  expect(call.paid).toBe(3);
}, 20_000);
