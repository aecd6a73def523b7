import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalRequest, parseAuthorization, signatureOf } from '../../src/simulator/access/signature.ts';
import { ACCESS_KEY, FIREWALLS, PROJECTS, TEMPORARY_KEY } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller, rawSend } from './caller.ts';

interface Vector {
  name: string;
  method: string;
  path: string;
  canonicalQuery: string;
  headers: Record<string, string>;
  host: string;
  body?: string;
  ak: string;
  sk: string;
  canonicalRequest: string;
  authorization: string;
  signature: string;
}
const { vectors } = JSON.parse(readFileSync(new URL('../fixtures/sign-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

const addressOf = (vector: Vector) => `${vector.path}?${vector.canonicalQuery}`;

describe('the vectors of the official signer', () => {
  test.each(vectors)('$name: the same canonical request and signature', (vector) => {
    const headers = Object.entries({ ...vector.headers, host: vector.host });
    const request = {
      method: vector.method,
      url: addressOf(vector),
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      body: vector.body ?? '',
    };
    const authorization = parseAuthorization(vector.authorization);
    const canonical = canonicalRequest(request, authorization?.signedHeaders ?? []);
    expect(canonical).toBe(vector.canonicalRequest);
    expect(signatureOf(canonical, vector.headers['X-Sdk-Date'] ?? '', vector.sk)).toBe(vector.signature);
    expect(authorization?.signature).toBe(vector.signature);
  });

  test.each(vectors)('$name: let in on its day, unless changed', async (vector) => {
    const simulator = await startSimulator({ credentials: [{ ak: vector.ak, sk: vector.sk }] });
    const offsetMs = Date.UTC(2024, 5, 4, 3, 23, 50) - Date.now();
    await new Caller(simulator).control('PUT', 'clock', { offsetMs });
    const { method, body = '' } = vector;
    const length: Record<string, string> = body === '' ? {} : { 'content-length': String(body.length) };
    const headers = { ...vector.headers, ...length, host: vector.host, authorization: vector.authorization };
    const changed =
      body === ''
        ? rawSend(simulator, addressOf(vector).replace('offset=0', 'offset=1'), headers, method)
        : rawSend(simulator, addressOf(vector), headers, method, body.replace('"task_id"', '"task-id"'));
    const [status, text] = await changed;
    expect(status).toBe(401);
    expect(text).toContain('verify aksk signature fail');
    expect((await rawSend(simulator, addressOf(vector), headers, method, body))[0]).toBe(200);
    await simulator.close();
  });
});

describe('signed calls', () => {
  let simulator: Simulator;
  let caller: Caller;
  beforeEach(async () => {
    simulator = await startSimulator();
    caller = new Caller(simulator);
  });
  afterEach(() => simulator.close());

  const PATH = `/v1/${PROJECTS.main}/capture-task?fw_instance_id=${FIREWALLS.single}&limit=1&offset=0`;

  /** Signs and sends; `wire` is the address that is sent, when it is not the one that is signed. */
  function signed(key: { ak: string; sk: string }, more: Record<string, string> = {}, ageMs = 0, wire = PATH) {
    const date = `${new Date(Date.now() - ageMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const headers: Record<string, string> = { host: new URL(simulator.url).host, 'x-sdk-date': date };
    const canonical = canonicalRequest({ method: 'GET', url: PATH, headers, body: '' }, ['host', 'x-sdk-date']);
    const signature = signatureOf(canonical, date, key.sk);
    const authorization = `SDK-HMAC-SHA256 Access=${key.ak}, SignedHeaders=host;x-sdk-date, Signature=${signature}`;
    return rawSend(simulator, wire, { ...headers, authorization, ...more });
  }
  const wrong = { ...ACCESS_KEY, sk: 'wrong' };

  test('the right key is let in; headers added after signing do no harm', async () => {
    expect((await signed(ACCESS_KEY))[0]).toBe(200);
    expect((await signed(ACCESS_KEY, { 'x-project-id': PROJECTS.main }))[0]).toBe(200);
  });

  test('a wrong key is refused, and the message echoes the canonical request', async () => {
    const [status, text] = await signed(wrong);
    expect(status).toBe(401);
    const body = JSON.parse(text);
    expect(body.error_code).toBe('APIGW.0301');
    expect(body.error_msg).toContain(
      `verify aksk signature fail,canonicalRequest:GET|/v1/${PROJECTS.main}/capture-task/|`,
    );
    expect(body.request_id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the order of the query does not matter, a space sent as a plus does', async () => {
    const [path, query = ''] = PATH.split('?');
    const turned = `${path}?${query.split('&').reverse().join('&')}`;
    expect((await signed(ACCESS_KEY, {}, 0, turned))[0]).toBe(200);
    expect((await signed(ACCESS_KEY, {}, 0, `${PATH}&x=a+b`))[0]).toBe(401);
  });

  test('an unknown key does not exist, nor does a temporary one without its token', async () => {
    const [status, text] = await signed({ ak: 'AKNOBODY', sk: 'x' });
    expect(status).toBe(401);
    expect(text).toContain('Get secretKey failed,ak:AKNOBODY,err:ak not exist');
    expect((await signed(TEMPORARY_KEY))[0]).toBe(401);
    expect((await signed(TEMPORARY_KEY, { 'x-security-token': 'other' }))[0]).toBe(401);
    expect((await signed(TEMPORARY_KEY, { 'x-security-token': TEMPORARY_KEY.securityToken }))[0]).toBe(200);
  });

  test('another scheme is refused', async () => {
    const [status, text] = await signed(ACCESS_KEY, { authorization: 'Bearer x' });
    expect([status, JSON.parse(text).error_code]).toEqual([401, 'APIGW.0301']);
  });

  test('15 minutes of skew are too many, both ways, and the clock can be moved', async () => {
    for (const ageMs of [16 * 60_000, -16 * 60_000]) {
      const [status, text] = await signed(ACCESS_KEY, {}, ageMs);
      expect(status).toBe(401);
      expect(text).toMatch(/signature expired, signature time:\d{8}T\d{6}Z,server time:\d{8}T\d{6}Z/);
    }
    for (const ageMs of [14 * 60_000, -14 * 60_000]) expect((await signed(ACCESS_KEY, {}, ageMs))[0]).toBe(200);

    await caller.control('PUT', 'clock', { offsetMs: 20 * 60_000 });
    expect((await signed(ACCESS_KEY))[0]).toBe(401);
    expect((await signed(ACCESS_KEY, {}, -20 * 60_000))[0]).toBe(200);
    const { headers } = await caller.get('capture-task', {});
    const aheadMs = Date.parse(headers.get('date') ?? '') - Date.now();
    expect(Math.abs(aheadMs - 20 * 60_000)).toBeLessThan(60_000);
  });

  test('more than 5 bad signatures in a row lock the key for 5 minutes', async () => {
    for (let n = 0; n < 5; n++) expect((await signed(wrong))[1]).toContain('verify aksk signature fail');
    expect((await signed(ACCESS_KEY))[0]).toBe(200);
    for (let n = 0; n < 6; n++) expect((await signed(wrong))[1]).toContain('verify aksk signature fail');
    expect((await signed(ACCESS_KEY))[1]).toContain('AK access failed to reach the limit,forbidden');
    await caller.control('PUT', 'clock', { offsetMs: 4 * 60_000 });
    expect((await signed(ACCESS_KEY))[0]).toBe(401);
    await caller.control('PUT', 'clock', { offsetMs: 5 * 60_000 + 1000 });
    expect((await signed(ACCESS_KEY))[0]).toBe(200);
  });
});
