import { describe, expect, test } from '@jest/globals';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { ClientBed } from './client-bed.ts';
import { caller, startHolding, tokenOf } from './holding.ts';
import { json, page } from './upstream.ts';

const bed = new ClientBed(startHolding, 5000);

describe('equal calls in flight', () => {
  test('are one call, with one page by reference and a report for each', async () => {
    const callers = Array.from({ length: 200 }, () => caller());
    const pages = callers.map((call) => bed.read(call));
    await bed.upstream.holding(1);
    bed.upstream.held[0]?.();
    const results = await Promise.all(pages);
    expect(bed.upstream.received).toHaveLength(1);
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
      const answer = bed.read(caller());
      await bed.upstream.holding(count);
      bed.upstream.held[count - 1]?.();
      await answer;
    }
    expect(bed.upstream.received).toHaveLength(2);
  });

  test('are not one across credentials, projects, languages or requests', async () => {
    const pages = [
      bed.read(caller('a')),
      bed.read(caller('b')),
      bed.read(caller('a', { projectId: '0'.repeat(32) })),
      bed.read(caller('a', { language: 'zh-cn' })),
      bed.read(caller('a'), 2),
      bed.client.list(firewalls, {}, { offset: 0, limit: 1 }, caller('a')),
      bed.client.list(firewalls, { search: 'x' }, { offset: 0, limit: 1 }, caller('a')),
    ];
    await bed.upstream.holding(pages.length);
    for (const answer of bed.upstream.held) answer();
    await Promise.all(pages);
  });

  test('10,000 interleaved calls of 4 credentials each see their own rows', async () => {
    bed.upstream.reply = (response, request) =>
      setImmediate(() => json(page([{ name: tokenOf(request) }]))(response, request));
    let leaks = 0;
    const one = async (index: number) => {
      const token = `tenant-${index % 4}`;
      const { rows } = await bed.read(caller(token), 1 + (index % 3));
      if (rows[0]?.name !== token) leaks += 1;
    };
    for (let start = 0; start < 10_000; start += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, index) => one(start + index)));
    }
    expect(leaks).toBe(0);
    expect(bed.upstream.received.length).toBeLessThan(10_000);
  });

  test('an error is everybody’s', async () => {
    const pages = Promise.allSettled([bed.read(caller()), bed.read(caller())]);
    await bed.upstream.holding(1);
    bed.upstream.held.length = 0;
    bed.upstream.reply = json({ error_code: 'CFW.00200005', error_msg: 'm' }, 400);
    for (const socket of bed.upstream.sockets) socket.destroy();
    for (const result of await pages) expect(result).toMatchObject({ reason: { code: 'NOT_FOUND' } });
  });
});

describe('paying', () => {
  test('who may make no call gets its own error, and nothing is sent', async () => {
    await expect(bed.read(caller('t', { maxAttempts: 0 }))).rejects.toThrow('no more calls');
    expect(bed.upstream.received).toHaveLength(0);
  });

  test('who joined pays for a retry that the first may not make', async () => {
    const [first, second] = [caller('t', { maxAttempts: 1 }), caller()];
    const pages = [bed.read(first), bed.read(second)];
    await bed.upstream.holding(1);
    bed.upstream.reply = json(page([]));
    for (const socket of bed.upstream.sockets) socket.resetAndDestroy();
    await Promise.all(pages);
    expect([first.paid, second.paid]).toEqual([1, 1]);
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false }]);
    expect(second.reports).toMatchObject([{ attempts: 1, shared: true }]);
  });
});
