import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codesOf, type Door, openDoor } from './door.ts';
import { EVIL, FORGED_REQUESTS, QUERY } from './forged-requests.ts';

let strict: Door;
let local: Door;
beforeAll(async () => {
  strict = await openDoor({ NODE_ENV: 'production', CFW_ENDPOINT: '' });
  local = await openDoor({ CFW_ENDPOINT: '' });
});
afterAll(async () => {
  await strict.close();
  await local.close();
});

describe('a page of another site makes a browser send', () => {
  test.each(FORGED_REQUESTS)('$name: refused in production', async ({ init, path }) => {
    const answer = await strict.send(init, path);
    expect(['FORBIDDEN', 'BAD_USER_INPUT']).toContain(codesOf(answer));
    expect([403, 415]).toContain(answer.status);
    expect(answer.body.data).toBeUndefined();
  });
  test.each(FORGED_REQUESTS)('$name: refused on loopback', async ({ init, path }) => {
    // What a link leads to there is GraphiQL, which asks nothing by itself.
    const answer = await local.send(init, path);
    if (answer.headers.get('content-type')?.startsWith('text/html')) return;
    expect([403, 415]).toContain(answer.status);
    expect(answer.body.data).toBeUndefined();
  });
});

describe('a GET', () => {
  test('without any sign is refused in production, and let in on loopback', async () => {
    expect(codesOf(await strict.send({}, QUERY))).toBe('FORBIDDEN');
    expect((await local.send({}, QUERY)).body).toEqual({ data: { firewalls: { totalCount: expect.any(Number) } } });
  });

  test.each([
    ['graphql-require-preflight', '1'],
    ['apollo-require-preflight', 'true'],
    ['x-requested-with', 'XMLHttpRequest'],
    ['x-auth-token', 'a-token'],
    ['content-type', 'application/json'],
  ])('with %s is let in', async (name, value) => {
    const { body } = await strict.send({ headers: { [name]: value } }, QUERY);
    expect(body).toEqual({ data: { firewalls: { totalCount: expect.any(Number) } } });
  });

  test.each(['x-forwarded-for', 'x-request-id', 'accept', 'traceparent', 'x-real-ip'])(
    'with what a proxy or any page may send (%s) is not',
    async (name) => {
      expect(codesOf(await strict.send({ headers: { [name]: 'application/json' } }, QUERY))).toBe('FORBIDDEN');
    },
  );

  test('of a page of this origin is let in on loopback', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: local.origin };
    expect((await local.send({ headers }, QUERY)).status).toBe(200);
  });
});

test('GraphiQL opens in a browser, and not in production', async () => {
  const headers = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'sec-fetch-site': 'none' };
  const open = await local.send({ headers });
  expect(open.headers.get('content-type')).toMatch('text/html');
  const closed = await strict.send({ headers });
  expect(closed.headers.get('content-type')).toMatch('application/json');
  expect(closed.text).not.toMatch(/graphiql/i);
});

describe('CORS', () => {
  const preflight = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-auth-token',
    },
  });
  const corsHeaders = ({ headers }: { headers: Headers }) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  test('is off', async () => {
    const asked = await strict.send(preflight(EVIL));
    expect([asked.status, corsHeaders(asked)]).toEqual([405, []]);
    expect(corsHeaders(await strict.post({ query: '{ __typename }' }, { origin: EVIL }))).toEqual([]);
  });

  test('is on for the origins of CORS_ORIGINS, and for no other', async () => {
    const mine = 'https://app.example.com';
    const door = await openDoor({ CORS_ORIGINS: `${mine},https://other.example.com` });
    try {
      const allowed = await door.send(preflight(mine));
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe(mine);
      expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type,x-auth-token');
      expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
      for (const query of ['{ __typename }', '{ nothing }', '{']) {
        const answer = await door.post({ query }, { origin: mine });
        expect(answer.headers.get('access-control-allow-origin')).toBe(mine);
        expect(answer.headers.get('vary')).toMatch('Origin');
      }
      for (const origin of [EVIL, 'null', `${mine}.evil.example`, 'http://app.example.com', `${mine}:444`]) {
        const refused = await door.send(preflight(origin));
        expect([refused.status, corsHeaders(refused)]).toEqual([405, []]);
        expect(corsHeaders(await door.post({ query: '{ __typename }' }, { origin }))).toEqual([]);
      }
      expect((await door.post({ query: '{ __typename }' })).headers.get('vary')).toMatch('Origin');
    } finally {
      await door.close();
    }
  });
});
