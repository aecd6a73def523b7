import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { type Caller, FIREWALL_ID } from './caller.ts';
import { caller, type HoldingUpstream, startHolding } from './holding.ts';

let upstream: HoldingUpstream;
let client: CfwClient;

beforeEach(async () => {
  upstream = await startHolding();
  client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 5000 });
});
afterEach(async () => {
  await client.close();
  await upstream.close();
});

function read(call: Caller, limit = 1) {
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit }, call);
}

describe('leaving', () => {
  test('the first caller’s leaving does not end the call for those who joined', async () => {
    const [first, second] = [caller(), caller()];
    const pages = [read(first), read(second)];
    await upstream.holding(1);
    first.leave();
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false, sharedWith: 1, code: 'UPSTREAM_TIMEOUT' }]);
    upstream.held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
    expect(second.reports).toMatchObject([{ attempts: 0, shared: true, status: 200, code: null }]);
  });

  test('the first caller’s deadline does not end the call for those who joined', async () => {
    const pages = [read(caller('t', { deadlineMs: 30 })), read(caller())];
    await upstream.holding(1);
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    upstream.held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
  });

  test('when the last has left, the connection is cut at once', async () => {
    const [first, second] = [caller(), caller()];
    const pages = Promise.allSettled([read(first), read(second)]);
    await upstream.holding(1);
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
    await upstream.holding(128);
    for (const call of callers) call.leave();
    await pages;
    while (upstream.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The places of those who left are free again.
    const answer = read(caller());
    upstream.held.length = 0;
    await upstream.holding(1);
    upstream.held[0]?.();
    await expect(answer).resolves.toMatchObject({ total: 1 });
  });

  test('those who left the queue do not hold up who stays in it', async () => {
    const running = Array.from({ length: 128 }, (_, index) => read(caller(`running${index}`)));
    await upstream.holding(128);
    const leaving = Array.from({ length: 128 }, (_, index) => caller(`leaving${index}`));
    const left = Promise.allSettled(leaving.map((call) => read(call)));
    const staying = read(caller('staying'));
    for (const call of leaving) call.leave();
    await left;
    for (const answer of upstream.held.splice(0)) answer();
    await upstream.holding(1);
    upstream.held[0]?.();
    await expect(staying).resolves.toMatchObject({ rows: [{ name: 'staying' }] });
    await Promise.all(running);
    expect(upstream.received).toHaveLength(129);
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
    await upstream.holding(1);
    await client.close();
    await expect(pending).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
