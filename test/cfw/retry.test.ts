import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
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
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call);
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
    ['CFW.00100001 with HTTP 200', json({ error_code: 'CFW.00100001' })],
    ['00100001 with HTTP 200', json({ error_code: '00100001' })],
    ['APIGW.0308 with HTTP 200', json({ error_code: 'APIGW.0308' })],
    ['APIGW.0202 with HTTP 200', json({ error_code: 'APIGW.0202' })],
    ['503 as a code, with HTTP 200', json({ code: 503, message: 'busy' })],
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
    await client.list(firewalls, {}, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    expect(upstream.received.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(upstream.received[0]?.body).toBe(upstream.received[1]?.body);
  });

  test.each<[string, Reply, string]>([
    ['400', json({}, 400), 'BAD_USER_INPUT'],
    ['401', json({}, 401), 'UNAUTHENTICATED'],
    ['500', json({}, 500), 'UPSTREAM_UNAVAILABLE'],
    ['a slow answer', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['half a JSON', json('{"data":'), 'UPSTREAM_INVALID_RESPONSE'],
    ['CFW.00200016 with HTTP 200', json({ error_code: 'CFW.00200016' }), 'FAILED_PRECONDITION'],
    ['CFW.00200016', json({ error_code: 'CFW.00200016' }, 400), 'FAILED_PRECONDITION'],
  ])('not %s', async (_, reply, code) => {
    inTurn(reply);
    await expect(read()).rejects.toMatchObject({ code });
    expect(upstream.received).toHaveLength(1);
  });
});
