import { describe, expect, test } from '@jest/globals';
import { createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { firewallDetail } from '../../src/cfw/resources/firewall-detail.ts';
import { callBy, PROJECT_ID } from './caller.ts';
import { AnsweringBed } from './client-bed.ts';
import { json, page, startUpstream } from './upstream.ts';

const bed = new AnsweringBed();

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
        bed.upstream.received.length = 0;
        const error = await bed.failure(json('', status, { location }));
        expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', upstream: { status } });
        expect(error.message).toMatch(/redirect/);
        expect(bed.upstream.received).toHaveLength(1);
      }
      expect(elsewhere.received).toHaveLength(0);
      await elsewhere.close();
    },
  );
});

describe('connections', () => {
  test('are kept and used again', async () => {
    for (let index = 0; index < 5; index++) await bed.read();
    expect(bed.upstream.received).toHaveLength(5);
    expect(bed.upstream.sockets.size).toBe(1);
  });

  test('cookies are not kept', async () => {
    bed.upstream.reply = json(page([]), 200, { 'set-cookie': 'a=b' });
    await bed.read();
    await bed.read();
    expect(bed.upstream.received[1]?.headers.cookie).toBeUndefined();
  });

  test('proxies of the environment are not used', async () => {
    process.env.HTTP_PROXY = process.env.http_proxy = 'http://127.0.0.1:9';
    await expect(bed.read()).resolves.toMatchObject({ total: 0 });
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;
  });

  test('one that the upstream closed meanwhile is replaced, time and again, at the cost of no retry', async () => {
    for (let round = 0; round < 10; round++) {
      await bed.read();
      let stale = true;
      bed.upstream.reply = (response, request) => {
        if (stale) response.socket?.resetAndDestroy();
        else json(page([]))(response, request);
        stale = false;
      };
      const call = callBy(forwardedToken('t'));
      await expect(bed.read(call)).resolves.toMatchObject({ total: 0 });
      expect(call.paid).toBe(2);
    }
  });

  test('a path before the API’s, and a slash after it, are part of the endpoint', async () => {
    const other = createCfwClient({ endpoint: `${bed.upstream.url}/door/`, timeZone: 'UTC', attemptTimeoutMs: 300 });
    await other.list(firewallDetail, { firewallId: 'a' }, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    expect(bed.upstream.received[0]?.target).toBe(
      `/door/v1/${PROJECT_ID}/firewall/exist?fw_instance_id=a&limit=1&offset=0&service_type=0`,
    );
    await other.close();
  });

  test.each(['ftp://x', 'x', 'http://user:pass@x', 'http://x/?q', 'http://x/#f'])('%s is no endpoint', (endpoint) => {
    expect(() => createCfwClient({ endpoint, timeZone: 'UTC', attemptTimeoutMs: 1 })).toThrow(/URL|endpoint/);
  });
});
