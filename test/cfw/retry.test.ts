import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials.ts';
import type { CfwError } from '../../src/cfw/errors.ts';
import { RetryBudget, retryDelayMs } from '../../src/cfw/retry.ts';
import { callBy, FIREWALL_ID } from './caller.ts';
import { json, page, type Reply, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;

beforeEach(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 300 });
});
afterEach(async () => {
  await client.close();
  await upstream.close();
});

function read(call = callBy(forwardedToken('t'))) {
  return client.listCaptureTasks({ firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call);
}

/** Answers with each of these in turn, then well. */
function inTurn(...replies: Reply[]): void {
  upstream.reply = (response, request) => (replies.shift() ?? json(page([])))(response, request);
}

const cut: Reply = (response) => response.socket?.resetAndDestroy();

describe('what is tried again', () => {
  test.each<[string, Reply]>([
    ['429', json({}, 429)],
    ['502', json('<html>', 502)],
    ['503', json({}, 503)],
    ['504', json({}, 504)],
    ['a connection error', cut],
    ['CFW.00100001, which says that the system is busy', json({ error_code: 'CFW.00100001' }, 400)],
    ['CFW.01100008, which says that the cluster is scaling', json({ error_code: 'CFW.01100008' }, 400)],
  ])('%s', async (_, reply) => {
    inTurn(reply);
    const call = callBy(forwardedToken('t'));
    await expect(read(call)).resolves.toMatchObject({ total: 0 });
    expect(call.paid).toBe(2);
    expect(call.reports).toMatchObject([{ attempts: 2, status: 200, code: null }]);
  });

  test('the POST of the firewall list too, for it is a read', async () => {
    inTurn(json({}, 503));
    await client.listFirewalls({}, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    expect(upstream.received.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(upstream.received[0]?.body).toBe(upstream.received[1]?.body);
  });

  test.each<[string, Reply, string]>([
    ['400', json({}, 400), 'BAD_USER_INPUT'],
    ['401', json({}, 401), 'UNAUTHENTICATED'],
    ['500', json({}, 500), 'UPSTREAM_UNAVAILABLE'],
    ['a slow answer', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['half a JSON', json('{"data":'), 'UPSTREAM_INVALID_RESPONSE'],
    ['CFW.00200016', json({ error_code: 'CFW.00200016' }, 400), 'FAILED_PRECONDITION'],
  ])('not %s', async (_, reply, code) => {
    inTurn(reply);
    await expect(read()).rejects.toMatchObject({ code });
    expect(upstream.received).toHaveLength(1);
  });
});

describe('how often and when', () => {
  test('three attempts at most', async () => {
    upstream.reply = json({}, 503);
    await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', upstream: { status: 503 } });
    expect(upstream.received).toHaveLength(3);
  });

  test('not more than the caller may pay for, and the reason stays CFW’s', async () => {
    upstream.reply = json({}, 503);
    const call = callBy(forwardedToken('t'), { maxAttempts: 2 });
    await expect(read(call)).rejects.toMatchObject({ upstream: { status: 503 } });
    expect(upstream.received).toHaveLength(2);
  });

  test('after what Retry-After says, and not when that is beyond the deadline', async () => {
    inTurn(json({}, 503, { 'retry-after': '1' }));
    const since = performance.now();
    await read();
    expect(performance.now() - since).toBeGreaterThanOrEqual(1000);

    inTurn(json({}, 503, { 'retry-after': '2' }));
    const started = performance.now();
    await expect(read(callBy(forwardedToken('t'), { deadlineMs: 1500 }))).rejects.toMatchObject({
      upstream: { status: 503 },
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('after the window that APIGW.0308 names, and not when that is beyond the deadline', async () => {
    const throttled = (window: string) =>
      json({ error_code: 'APIGW.0308', error_msg: `policy ip over ratelimit,limit:5,time:${window}` }, 429);
    inTurn(throttled('1 second'));
    const since = performance.now();
    await read();
    expect(performance.now() - since).toBeGreaterThanOrEqual(1000);

    upstream.received.length = 0;
    inTurn(throttled('5 minute'));
    await expect(read()).rejects.toMatchObject({ code: 'RATE_LIMITED', upstream: { errorCode: 'APIGW.0308' } });
    expect(upstream.received).toHaveLength(1);
  });

  test('a caller who leaves in the pause ends it', async () => {
    upstream.reply = json({}, 503, { 'retry-after': '3' });
    const call = callBy(forwardedToken('t'));
    const pending = read(call).catch((error: CfwError) => error);
    while (upstream.received.length < 1) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 20));
    call.leave();
    expect(await pending).toMatchObject({ code: 'UPSTREAM_TIMEOUT', upstream: { status: 503 } });
  });

  test('delays are spread from what was asked for on', () => {
    const delays = Array.from({ length: 1000 }, () => retryDelayMs(2, 500));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...delays)).toBeLessThan(700);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(150);
  });
});

describe('the budget', () => {
  test('is one retry in ten calls, and a few to begin with', () => {
    const budget = new RetryBudget();
    let retries = 0;
    for (let calls = 0; calls < 1000; calls++) {
      budget.earn();
      while (budget.spend()) retries += 1;
    }
    expect(retries).toBeGreaterThanOrEqual(100);
    expect(retries).toBeLessThanOrEqual(103);
  });

  test('saves no more than for a short disturbance', () => {
    const budget = new RetryBudget();
    for (let calls = 0; calls < 100_000; calls++) budget.earn();
    let retries = 0;
    while (budget.spend()) retries += 1;
    expect(retries).toBe(100);
  });

  test('a CFW that always fails sees at most 1.1 calls for each of ours', async () => {
    upstream.reply = json({}, 503);
    const calls = 100;
    for (let index = 0; index < calls; index++)
      await expect(read()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(upstream.received.length).toBeLessThanOrEqual(1.1 * calls);
  });
});
