import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { type Caller, FIREWALL_ID } from './caller.ts';
import { caller, type HoldingUpstream, startHolding, tokenOf } from './holding.ts';
import { json, page } from './upstream.ts';

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

describe('equal calls in flight', () => {
  test('are one call, with one page by reference and a report for each', async () => {
    const callers = Array.from({ length: 200 }, () => caller());
    const pages = callers.map((call) => read(call));
    await upstream.holding(1);
    upstream.held[0]?.();
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
      await upstream.holding(count);
      upstream.held[count - 1]?.();
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
      client.list(firewalls, {}, { offset: 0, limit: 1 }, caller('a')),
      client.list(firewalls, { search: 'x' }, { offset: 0, limit: 1 }, caller('a')),
    ];
    await upstream.holding(pages.length);
    for (const answer of upstream.held) answer();
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
    await upstream.holding(1);
    upstream.held.length = 0;
    upstream.reply = json({ error_code: 'CFW.00200005', error_msg: 'm' }, 400);
    for (const socket of upstream.sockets) socket.destroy();
    for (const result of await pages) expect(result).toMatchObject({ reason: { code: 'NOT_FOUND' } });
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
    await upstream.holding(1);
    upstream.reply = json(page([]));
    for (const socket of upstream.sockets) socket.resetAndDestroy();
    await Promise.all(pages);
    expect([first.paid, second.paid]).toEqual([1, 1]);
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false }]);
    expect(second.reports).toMatchObject([{ attempts: 1, shared: true }]);
  });
});
