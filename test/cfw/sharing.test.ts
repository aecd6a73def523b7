import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials.ts';
import { type Caller, callBy, FIREWALL_ID } from './caller.ts';
import { json, page, type Received, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;
/** Calls that wait at the upstream, oldest first; each answers with the token it was asked with. */
let held: (() => void)[];
let arrived: () => void;

beforeEach(async () => {
  held = [];
  arrived = () => undefined;
  upstream = await startUpstream((response, request) => {
    held.push(() => json(page([{ name: tokenOf(request) }]))(response, request));
    arrived();
  });
  client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 5000 });
});
afterEach(async () => {
  await client.close();
  await upstream.close();
});

function tokenOf({ headers }: Received): string {
  return String(headers['x-auth-token']);
}

function read(call: Caller, limit = 1) {
  return client.listCaptureTasks({ firewallId: FIREWALL_ID }, { offset: 0, limit }, call);
}

/** Waits until so many calls are held at the upstream. */
async function heldCalls(count: number): Promise<void> {
  while (held.length < count) await new Promise<void>((resolve) => (arrived = resolve));
}

const caller = (token = 't', options = {}) => callBy(forwardedToken(token), options);

describe('equal calls in flight', () => {
  test('are one call, with one page by reference and a report for each', async () => {
    const callers = Array.from({ length: 200 }, () => caller());
    const pages = callers.map((call) => read(call));
    await heldCalls(1);
    held[0]?.();
    const results = await Promise.all(pages);
    expect(upstream.received).toHaveLength(1);
    expect(new Set(results).size).toBe(1);
    const reports = callers.flatMap(({ reports }) => reports);
    expect(reports).toHaveLength(200);
    expect(reports[0]).toMatchObject({
      operation: 'ListCaptureTask',
      offset: 0,
      limit: 1,
      status: 200,
      attempts: 1,
      sharedWith: 199,
      shared: false,
      requestId: 'req-1',
      errorCode: null,
      code: null,
    });
    for (const report of reports.slice(1)) expect(report).toMatchObject({ attempts: 0, shared: true, sharedWith: 199 });
    expect(callers.map(({ paid }) => paid)).toEqual([1, ...Array<number>(199).fill(0)]);
  });

  test('a call after the end is a new one', async () => {
    for (const count of [1, 2]) {
      const answer = read(caller());
      await heldCalls(count);
      held[count - 1]?.();
      await answer;
    }
    expect(upstream.received).toHaveLength(2);
  });

  test('are not one across credentials, projects, languages or requests', async () => {
    const pages = [
      read(caller('a')),
      read(caller('b')),
      read(caller('a', { projectId: '0'.repeat(32) })),
      read(caller('a', { language: 'zh-cn' })),
      read(caller('a'), 2),
      client.listFirewalls({}, { offset: 0, limit: 1 }, caller('a')),
      client.listFirewalls({ search: 'x' }, { offset: 0, limit: 1 }, caller('a')),
    ];
    await heldCalls(pages.length);
    for (const answer of held) answer();
    await Promise.all(pages);
  });

  test('10,000 interleaved calls of 4 credentials each see their own rows', async () => {
    upstream.reply = (response, request) =>
      setImmediate(() => json(page([{ name: tokenOf(request) }]))(response, request));
    let leaks = 0;
    const one = async (index: number) => {
      const token = `tenant-${index % 4}`;
      const { rows } = await read(caller(token), 1 + (index % 3));
      if (rows[0]?.name !== token) leaks += 1;
    };
    for (let start = 0; start < 10_000; start += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, index) => one(start + index)));
    }
    expect(leaks).toBe(0);
    expect(upstream.received.length).toBeLessThan(10_000);
  });

  test('an error is everybody’s', async () => {
    const pages = Promise.allSettled([read(caller()), read(caller())]);
    await heldCalls(1);
    held.length = 0;
    upstream.reply = json({ error_code: 'CFW.00200005', error_msg: 'm' }, 400);
    for (const socket of upstream.sockets) socket.destroy();
    for (const result of await pages) expect(result).toMatchObject({ reason: { code: 'NOT_FOUND' } });
  });
});

describe('leaving', () => {
  test('the first caller’s leaving does not end the call for those who joined', async () => {
    const [first, second] = [caller(), caller()];
    const pages = [read(first), read(second)];
    await heldCalls(1);
    first.leave();
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false, sharedWith: 1, code: 'UPSTREAM_TIMEOUT' }]);
    held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
    expect(second.reports).toMatchObject([{ attempts: 0, shared: true, status: 200, code: null }]);
  });

  test('the first caller’s deadline does not end the call for those who joined', async () => {
    const pages = [read(caller('t', { deadlineMs: 30 })), read(caller())];
    await heldCalls(1);
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
  });

  test('when the last has left, the connection is cut at once', async () => {
    const [first, second] = [caller(), caller()];
    const pages = Promise.allSettled([read(first), read(second)]);
    await heldCalls(1);
    const [socket] = upstream.sockets;
    first.leave();
    await new Promise(setImmediate);
    expect(upstream.sockets.size).toBe(1);
    const closed = socket === undefined ? Promise.reject(new Error('no socket')) : once(socket, 'close');
    second.leave();
    await closed;
    expect(upstream.sockets.size).toBe(0);
    for (const { status } of await pages) expect(status).toBe('rejected');
  });

  test('1,000 callers who leave leave nothing behind', async () => {
    const callers = Array.from({ length: 1000 }, (_, index) => caller(`t${index}`));
    const pages = Promise.allSettled(callers.map((call) => read(call)));
    await heldCalls(128);
    for (const call of callers) call.leave();
    await pages;
    while (upstream.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The places of those who left are free again.
    const answer = read(caller());
    held.length = 0;
    await heldCalls(1);
    held[0]?.();
    await expect(answer).resolves.toMatchObject({ total: 1 });
  });

  test('who has left before joins nothing', async () => {
    const gone = caller();
    gone.leave();
    await expect(read(gone)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(upstream.received).toHaveLength(0);
    expect(gone.paid).toBe(0);
  });

  test('closing the client ends the calls under way', async () => {
    const pending = read(caller());
    await heldCalls(1);
    await client.close();
    await expect(pending).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('paying', () => {
  test('who may make no call gets its own error, and nothing is sent', async () => {
    await expect(read(caller('t', { maxAttempts: 0 }))).rejects.toThrow('no more calls');
    expect(upstream.received).toHaveLength(0);
  });

  test('who joined pays for a retry that the first may not make', async () => {
    const [first, second] = [caller('t', { maxAttempts: 1 }), caller()];
    const pages = [read(first), read(second)];
    await heldCalls(1);
    upstream.reply = json(page([]));
    for (const socket of upstream.sockets) socket.resetAndDestroy();
    await Promise.all(pages);
    expect([first.paid, second.paid]).toEqual([1, 1]);
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false }]);
    expect(second.reports).toMatchObject([{ attempts: 1, shared: true }]);
  });
});
