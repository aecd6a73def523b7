import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { ClientBed } from './client-bed.ts';
import { caller, startHolding } from './holding.ts';

const bed = new ClientBed(startHolding, 5000);

describe('leaving', () => {
  test('the first caller’s leaving does not end the call for those who joined', async () => {
    const [first, second] = [caller(), caller()];
    const pages = [bed.read(first), bed.read(second)];
    await bed.upstream.holding(1);
    first.leave();
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(first.reports).toMatchObject([{ attempts: 1, shared: false, sharedWith: 1, code: 'UPSTREAM_TIMEOUT' }]);
    bed.upstream.held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
    expect(second.reports).toMatchObject([{ attempts: 0, shared: true, status: 200, code: null }]);
  });

  test('the first caller’s deadline does not end the call for those who joined', async () => {
    const pages = [bed.read(caller('t', { deadlineMs: 30 })), bed.read(caller())];
    await bed.upstream.holding(1);
    await expect(pages[0]).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    bed.upstream.held[0]?.();
    await expect(pages[1]).resolves.toMatchObject({ total: 1 });
  });

  test('when the last has left, the connection is cut at once', async () => {
    const [first, second] = [caller(), caller()];
    const pages = Promise.allSettled([bed.read(first), bed.read(second)]);
    await bed.upstream.holding(1);
    const [socket] = bed.upstream.sockets;
    first.leave();
    await new Promise(setImmediate);
    expect(bed.upstream.sockets.size).toBe(1);
    const closed = socket === undefined ? Promise.reject(new Error('no socket')) : once(socket, 'close');
    second.leave();
    await closed;
    expect(bed.upstream.sockets.size).toBe(0);
    for (const { status } of await pages) expect(status).toBe('rejected');
  });

  test('1,000 callers who leave leave nothing behind', async () => {
    const callers = Array.from({ length: 1000 }, (_, index) => caller(`t${index}`));
    const pages = Promise.allSettled(callers.map((call) => bed.read(call)));
    await bed.upstream.holding(128);
    for (const call of callers) call.leave();
    await pages;
    while (bed.upstream.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The places of those who left are free again.
    const answer = bed.read(caller());
    bed.upstream.held.length = 0;
    await bed.upstream.holding(1);
    bed.upstream.held[0]?.();
    await expect(answer).resolves.toMatchObject({ total: 1 });
  });

  test('when many leave at one moment, their calls end before much of it is told', async () => {
    const callers = Array.from({ length: 200 }, (_, index) => caller(`t${index}`));
    let told = 0;
    const pages = callers.map((call) => bed.read(call).catch(() => told++));
    await bed.upstream.holding(200);
    for (const call of callers) call.leave();
    while (bed.upstream.sockets.size > 0) await new Promise(setImmediate);
    expect(told).toBeLessThan(100);
    await Promise.all(pages);
    expect(told).toBe(200);
  });

  test('those who left the queue do not hold up who stays in it', async () => {
    // A credential that CFW has not accepted yet has eight places.
    const running = Array.from({ length: 8 }, (_, index) => bed.read(caller(), index + 1));
    await bed.upstream.holding(8);
    const leaving = Array.from({ length: 128 }, () => caller());
    const left = Promise.allSettled(leaving.map((call, index) => bed.read(call, index + 9)));
    const staying = bed.read(caller(), 200);
    for (const call of leaving) call.leave();
    await left;
    for (const answer of bed.upstream.held.splice(0)) answer();
    await bed.upstream.holding(1);
    bed.upstream.held[0]?.();
    await expect(staying).resolves.toMatchObject({ rows: [{ name: 't' }] });
    await Promise.all(running);
    expect(bed.upstream.received).toHaveLength(9);
  });

  test('who has left before joins nothing', async () => {
    const gone = caller();
    gone.leave();
    await expect(bed.read(gone)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(bed.upstream.received).toHaveLength(0);
    expect(gone.paid).toBe(0);
  });

  test('closing the client ends the calls under way', async () => {
    const pending = bed.read(caller());
    await bed.upstream.holding(1);
    await bed.client.close();
    await expect(pending).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
