import { describe, expect, test } from '@jest/globals';
import type { CallEnd } from '../../src/cfw/attempts/observer.ts';
import { RetryBudget, retryDelayMs } from '../../src/cfw/attempts/retry.ts';
import { createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import type { CfwError } from '../../src/cfw/decoding/errors.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { callBy } from './caller.ts';
import { AnsweringBed } from './client-bed.ts';
import { json } from './upstream.ts';

const bed = new AnsweringBed();

describe('how often and when', () => {
  test('three attempts at most', async () => {
    bed.upstream.reply = json({}, 503);
    await expect(bed.read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', upstream: { status: 503 } });
    expect(bed.upstream.received).toHaveLength(3);
  });

  test('not more than the caller may pay for, and the reason stays CFW’s', async () => {
    bed.upstream.reply = json({}, 503);
    const call = callBy(forwardedToken('t'), { maxAttempts: 2 });
    await expect(bed.read(call)).rejects.toMatchObject({ upstream: { status: 503 } });
    expect(bed.upstream.received).toHaveLength(2);
  });

  test('after what Retry-After says, and not when that is beyond the deadline', async () => {
    bed.inTurn(json({}, 503, { 'retry-after': '1' }));
    const since = performance.now();
    await bed.read();
    expect(performance.now() - since).toBeGreaterThanOrEqual(1000);

    bed.inTurn(json({}, 503, { 'retry-after': '2' }));
    const started = performance.now();
    await expect(bed.read(callBy(forwardedToken('t'), { deadlineMs: 1500 }))).rejects.toMatchObject({
      upstream: { status: 503 },
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('after the window that APIGW.0308 names, and not when that is beyond the deadline', async () => {
    const throttled = (window: string) =>
      json({ error_code: 'APIGW.0308', error_msg: `policy ip over ratelimit,limit:5,time:${window}` }, 429);
    bed.inTurn(throttled('1 second'));
    const since = performance.now();
    await bed.read();
    expect(performance.now() - since).toBeGreaterThanOrEqual(1000);

    bed.upstream.received.length = 0;
    bed.inTurn(throttled('5 minute'));
    await expect(bed.read()).rejects.toMatchObject({ code: 'RATE_LIMITED', upstream: { errorCode: 'APIGW.0308' } });
    expect(bed.upstream.received).toHaveLength(1);
  });

  test('a caller who leaves in the pause ends it', async () => {
    bed.upstream.reply = json({}, 503, { 'retry-after': '3' });
    const ended: CallEnd[] = [];
    let attempted: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      attempted = resolve;
    });
    const observed = createCfwClient({
      endpoint: bed.upstream.url,
      timeZone: 'UTC',
      attemptTimeoutMs: 300,
      observer: { attemptEnded: () => attempted(), callStarted: () => (end) => ended.push(end) },
    });
    const call = callBy(forwardedToken('t'));
    const pending = observed.list(firewalls, {}, { offset: 0, limit: 1 }, call).catch((error: CfwError) => error);
    await paused;
    await new Promise(setImmediate);
    call.leave();
    expect(await pending).toMatchObject({ code: 'UPSTREAM_TIMEOUT', upstream: { status: 503 } });
    await new Promise(setImmediate);
    expect(ended).toMatchObject([{ attempts: 1, status: 503 }]);
    await observed.close();
  });

  test('delays are spread from what was asked for on', () => {
    const delays = Array.from({ length: 1000 }, () => retryDelayMs(2, 500));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...delays)).toBeLessThan(700);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(150);
  });
});

describe('the budget', () => {
  test('is one retry in ten calls, the first of them in advance', () => {
    const budget = new RetryBudget();
    let retries = 0;
    for (let calls = 1; calls <= 1000; calls++) {
      budget.earn();
      while (budget.spend()) retries += 1;
      expect(retries).toBe(Math.max(3, Math.floor(calls / 10)));
    }
  });

  test('saves no more than for a short disturbance', () => {
    const budget = new RetryBudget();
    for (let calls = 0; calls < 100_000; calls++) budget.earn();
    let retries = 0;
    while (budget.spend()) retries += 1;
    expect(retries).toBe(100);
  });

  test('a CFW that always fails sees at most 1.1 calls for each of ours', async () => {
    bed.upstream.reply = json({}, 503);
    const calls = 100;
    for (let index = 0; index < calls; index++)
      await expect(bed.read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(bed.upstream.received.length).toBeLessThanOrEqual(1.1 * calls);
  });
});
