import { describe, expect, test } from '@jest/globals';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { callBy } from './caller.ts';
import { AnsweringBed } from './client-bed.ts';
import { json, type Reply } from './upstream.ts';

const bed = new AnsweringBed();

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
    bed.inTurn(reply);
    const call = callBy(forwardedToken('t'));
    await expect(bed.read(call)).resolves.toMatchObject({ total: 0 });
    expect(call.paid).toBe(2);
    expect(call.reports).toMatchObject([{ attempts: 2, status: 200, code: null }]);
  });

  test('the POST of the firewall list too, for it is a read', async () => {
    bed.inTurn(json({}, 503));
    await bed.client.list(firewalls, {}, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    expect(bed.upstream.received.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(bed.upstream.received[0]?.body).toBe(bed.upstream.received[1]?.body);
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
    bed.inTurn(reply);
    await expect(bed.read()).rejects.toMatchObject({ code });
    expect(bed.upstream.received).toHaveLength(1);
  });
});
