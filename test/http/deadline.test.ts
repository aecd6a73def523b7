import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from '@jest/globals';
import { codesOf, type Door, FIREWALL, openDoor, readToEnd } from './door.ts';

/** Gateway, simulator and test share a process here, and the machine with other tests; `npm run stress` is stricter. */
const SLACK_MS = 1_000;

let door: Door;
afterEach(() => door.close());

const hang = (match: object = {}) => door.control('PUT', 'faults', { faults: [{ match, hang: true }] });
const timed = async <Result>(work: Promise<Result>): Promise<[Result, number]> => {
  const since = performance.now();
  return [await work, performance.now() - since];
};

describe('REQUEST_TIMEOUT_MS', () => {
  test('bounds a request whose calls hang; what has come is answered', async () => {
    door = await openDoor({ REQUEST_TIMEOUT_MS: '400' });
    await hang({ operation: 'ListCaptureTask' });
    const query = `{ firewalls { totalCount } captureTasks(firewallId: "${FIREWALL}") { nodes { name } } }`;
    const [answer, ms] = await timed(door.post({ query }));
    expect(answer.body).toEqual({
      data: { firewalls: { totalCount: expect.any(Number) }, captureTasks: null },
      errors: [expect.objectContaining({ path: ['captureTasks'] })],
    });
    expect([answer.status, codesOf(answer)]).toEqual([200, 'UPSTREAM_TIMEOUT']);
    expect(ms).toBeGreaterThanOrEqual(390);
    expect(ms).toBeLessThan(400 + SLACK_MS);
  });

  test('bounds calls that follow one another', async () => {
    door = await openDoor({ REQUEST_TIMEOUT_MS: '400' });
    await door.control('PUT', 'faults', { faults: [{ latencyMs: 150 }] });
    const query = '{ firewalls { nodes { captureTasks { nodes { firewall { protectedObjects { name } } } } } } }';
    const [answer, ms] = await timed(door.post({ query }));
    expect([answer.status, [codesOf(answer)].flat()[0]]).toEqual([200, 'UPSTREAM_TIMEOUT']);
    expect(ms).toBeLessThan(400 + SLACK_MS);
  });

  test('bounds the body, too', async () => {
    door = await openDoor({ REQUEST_TIMEOUT_MS: '300' });
    const socket = await door.connect();
    const all = readToEnd(socket);
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Request-Id: mine-2\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"qu',
    );
    const [text, ms] = await timed(all);
    expect(text).toMatch(/^HTTP\/1.1 408 /);
    expect(text).toContain('x-request-id: mine-2\r\n');
    expect(text).toContain('"code":"BAD_USER_INPUT"');
    expect(ms).toBeLessThan(300 + SLACK_MS);
  });

  test('leaves no call behind', async () => {
    door = await openDoor({ REQUEST_TIMEOUT_MS: '300' });
    await hang();
    const open = async () => ((await door.control('GET', 'connections')) as { open: number }).open;
    const before = await open();
    await door.post({ query: `{ firewalls { totalCount } captureTasks(firewallId: "${FIREWALL}") { totalCount } }` });
    await within(SLACK_MS, async () => expect(await open()).toBeLessThanOrEqual(before));
  });
});

describe('a caller who leaves', () => {
  const query = (index: number) => ({
    query: `{ captureTasks(firewallId: "${FIREWALL}", first: ${index + 1}) { nodes { name } } }`,
  });
  const open = async () => ((await door.control('GET', 'connections')) as { open: number }).open;

  test('takes the calls along, unless somebody else waits for them', async () => {
    door = await openDoor({ UPSTREAM_TIMEOUT_MS: '25000', REQUEST_TIMEOUT_MS: '25000' });
    // A credential that CFW has not accepted yet has few places.
    const known = await door.post({ query: '{ firewalls(first: 1) { totalCount } }' }, { 'x-auth-token': 'a-token' });
    expect(known.body.errors).toBeUndefined();
    await hang();
    const before = await open();
    const leaving = new AbortController();
    const requests = Array.from({ length: 100 }, (_, index) =>
      fetch(door.gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': 'a-token' },
        body: JSON.stringify(query(index)),
        signal: leaving.signal,
      }).catch(() => undefined),
    );
    // One of them takes the connection that is open already.
    await within(20_000, async () => expect(await open()).toBeGreaterThanOrEqual(before + 99));
    leaving.abort();
    await Promise.all(requests);
    await within(SLACK_MS, async () => expect(await open()).toBeLessThanOrEqual(before));
  });

  test('a call that is shared goes on for those who stay', async () => {
    door = await openDoor();
    await door.control('PUT', 'faults', { faults: [{ latencyMs: 300 }] });
    const leaving = new AbortController();
    const left = fetch(door.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
      body: JSON.stringify(query(4)),
      signal: leaving.signal,
    }).catch(() => 'left');
    const stays = door.post(query(4));
    await within(5_000, async () => {
      expect(((await door.control('GET', 'requests')) as { requests: unknown[] }).requests).toHaveLength(1);
    });
    leaving.abort();
    expect(await left).toBe('left');
    expect((await stays).body.errors).toBeUndefined();
    expect(await door.calls()).toHaveLength(1);
  });
});

/** Repeats a check until it holds; fails with its last fault when the time is over. */
async function within(ms: number, check: () => Promise<void>): Promise<void> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
