import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import type { CfwError } from '../../src/cfw/decoding/errors.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewallDetail } from '../../src/cfw/resources/firewall-detail.ts';
import { type Caller, type CallerOptions, callBy, FIREWALL_ID, PROJECT_ID } from './caller.ts';
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

async function read(call: Caller = callBy(forwardedToken('t'))) {
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call);
}

/** The error of a call that may make one attempt, so that retries do not blur what is tested. */
async function failure(reply: Reply, options: CallerOptions = { maxAttempts: 1 }): Promise<CfwError> {
  upstream.reply = reply;
  return read(callBy(forwardedToken('t'), options)).then(
    () => {
      throw new Error('it was answered');
    },
    (error: CfwError) => error,
  );
}

describe('redirects are not followed', () => {
  test.each([301, 302, 303, 307, 308])(
    '%d to the same host, another host, another port, plain http, itself',
    async (status) => {
      const elsewhere = await startUpstream(json(page([])));
      const targets = [
        `/v1/${PROJECT_ID}/elsewhere`,
        'http://cfw.example.com/',
        elsewhere.url,
        elsewhere.url.replace('127.0.0.1', 'localhost'),
        `/v1/${PROJECT_ID}/capture-task`,
      ];
      for (const location of targets) {
        upstream.received.length = 0;
        const error = await failure(json('', status, { location }));
        expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', upstream: { status } });
        expect(error.message).toMatch(/redirect/);
        expect(upstream.received).toHaveLength(1);
      }
      expect(elsewhere.received).toHaveLength(0);
      await elsewhere.close();
    },
  );
});

describe('connections', () => {
  test('are kept and used again', async () => {
    for (let index = 0; index < 5; index++) await read();
    expect(upstream.received).toHaveLength(5);
    expect(upstream.sockets.size).toBe(1);
  });

  test('cookies are not kept', async () => {
    upstream.reply = json(page([]), 200, { 'set-cookie': 'a=b' });
    await read();
    await read();
    expect(upstream.received[1]?.headers.cookie).toBeUndefined();
  });

  test('proxies of the environment are not used', async () => {
    process.env.HTTP_PROXY = process.env.http_proxy = 'http://127.0.0.1:9';
    await expect(read()).resolves.toMatchObject({ total: 0 });
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;
  });

  test('one that the upstream closed meanwhile is replaced, time and again, at the cost of no retry', async () => {
    for (let round = 0; round < 10; round++) {
      await read();
      let stale = true;
      upstream.reply = (response, request) => {
        if (stale) response.socket?.resetAndDestroy();
        else json(page([]))(response, request);
        stale = false;
      };
      const call = callBy(forwardedToken('t'));
      await expect(read(call)).resolves.toMatchObject({ total: 0 });
      expect(call.paid).toBe(2);
    }
  });

  test('a path before the API’s, and a slash after it, are part of the endpoint', async () => {
    const other = createCfwClient({ endpoint: `${upstream.url}/door/`, timeZone: 'UTC', attemptTimeoutMs: 300 });
    await other.list(firewallDetail, { firewallId: 'a' }, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    expect(upstream.received[0]?.target).toBe(
      `/door/v1/${PROJECT_ID}/firewall/exist?fw_instance_id=a&limit=1&offset=0&service_type=0`,
    );
    await other.close();
  });

  test.each(['ftp://x', 'x', 'http://user:pass@x', 'http://x/?q', 'http://x/#f'])('%s is no endpoint', (endpoint) => {
    expect(() => createCfwClient({ endpoint, timeZone: 'UTC', attemptTimeoutMs: 1 })).toThrow(/URL|endpoint/);
  });
});
