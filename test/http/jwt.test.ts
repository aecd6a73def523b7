import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { ACCESS_KEY, PROJECTS } from '../../src/simulator/known.ts';
import { realm } from '../support/built-parts.ts';
import { codesOf, type Door, openDoor } from './door.ts';

const ISSUER = 'https://login.example.com/';
const AUDIENCE = 'cfw-graphql';
const QUERY = { query: '{ firewalls { totalCount } }' };
const KEY_PAIR = { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk };
const CLAIMS = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE, JWT_PROJECTS_CLAIM: 'cfw_projects' };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

let rsa: Keys;
let ec: Keys;
let stranger: Keys;
let keySet: { url: string; server: Server; asked: number; isDown: boolean };

beforeAll(async () => {
  [rsa, ec, stranger] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('ES256'),
    generateKeyPair('RS256'),
  ]);
  const keys = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256' },
  ];
  const server = createServer((_, response) => {
    keySet.asked++;
    if (keySet.isDown) response.writeHead(503).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  keySet = { url: `http://127.0.0.1:${port}/jwks.json`, server, asked: 0, isDown: false };
});
afterAll(
  () =>
    new Promise((resolve) => {
      keySet.server.closeAllConnections();
      keySet.server.close(resolve);
    }),
);

interface TokenParts {
  readonly key?: Keys;
  readonly alg?: string;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string | null;
  readonly notBefore?: string;
  readonly projects?: unknown;
}

function tokenOf({
  key = rsa,
  alg = 'RS256',
  kid = 'rsa',
  issuer = ISSUER,
  audience = AUDIENCE,
  expires = '5m',
  notBefore,
  projects,
}: TokenParts = {}) {
  const jwt = new SignJWT(projects === undefined ? {} : { cfw_projects: projects })
    .setProtectedHeader({ alg, kid })
    .setIssuer(issuer)
    .setAudience(audience);
  if (expires !== null) jwt.setExpirationTime(expires);
  if (notBefore !== undefined) jwt.setNotBefore(notBefore);
  return jwt.sign(key.privateKey);
}

describe.each(['a key set', 'one key'])('with %s, a gateway that holds a key pair', (source) => {
  let door: Door;
  beforeAll(async () => {
    const key =
      source === 'one key'
        ? { JWT_PUBLIC_KEY: (await exportSPKI(rsa.publicKey)).replaceAll('\n', '\\n') }
        : { JWT_JWKS_URI: keySet.url };
    door = await openDoor({ ...KEY_PAIR, ...CLAIMS, ...key });
  });
  afterAll(() => door.close());

  const ask = (authorization: string | undefined, headers: Record<string, string> = {}) =>
    door.post(QUERY, { ...(authorization !== undefined && { authorization }), ...headers });

  test('lets a good JWT in, for the projects it names', async () => {
    for (const projects of [[PROJECTS.main], `other, ${PROJECTS.main.toUpperCase()}`]) {
      const answer = await ask(`Bearer ${await tokenOf({ projects })}`);
      expect(answer.body).toEqual({ data: { firewalls: { totalCount: expect.any(Number) } } });
    }
    const calls = await door.calls();
    expect(calls).not.toHaveLength(0);
    for (const { headers } of calls) {
      expect(headers.authorization).toMatch(/^SDK-HMAC-SHA256 /);
      expect(headers['x-auth-token']).toBeUndefined();
    }
  });

  test.each<[string, unknown]>([
    ['another', [PROJECTS.main.replace('0', '1')]],
    ['none', []],
    ['no claim', undefined],
    ['a number', 7],
    ['numbers', [7]],
    ['all', '*'],
    ['a part', PROJECTS.main.slice(0, 31)],
  ])('a JWT that names %s: FORBIDDEN, no call', async (_, projects) => {
    const answer = await ask(`Bearer ${await tokenOf({ projects })}`);
    expect([answer.status, codesOf(answer)]).toEqual([200, 'FORBIDDEN']);
    expect(await door.calls()).toEqual([]);
  });

  test('a project of another JWT by header: FORBIDDEN, no call', async () => {
    const token = await tokenOf({ projects: [PROJECTS.main] });
    const answer = await ask(`Bearer ${token}`, { 'x-project-id': 'f'.repeat(32) });
    expect(codesOf(answer)).toBe('FORBIDDEN');
    expect(await door.calls()).toEqual([]);
  });

  test('a project is the same in upper case, wherever it is named', async () => {
    const [upper, lower] = [PROJECTS.main.toUpperCase(), PROJECTS.main];
    for (const [claim, header] of [
      [upper, upper],
      [upper, lower],
      [lower, upper],
    ] as const) {
      const answer = await ask(`Bearer ${await tokenOf({ projects: [claim] })}`, { 'x-project-id': header });
      expect(answer.body.errors).toBeUndefined();
    }
    for (const { path } of await door.calls()) expect(path).toContain(`/v1/${lower}/`);
  });

  const projects = [PROJECTS.main];
  test.each<[string, () => string | undefined | Promise<string | undefined>]>([
    ['none', () => undefined],
    ['no Bearer', async () => tokenOf({ projects })],
    ['Basic', () => 'Basic dXNlcjpwYXNz'],
    ['nonsense', () => 'Bearer a.b.c'],
    ['an expired one', async () => `Bearer ${await tokenOf({ projects, expires: '-2m' })}`],
    ['one without an end', async () => `Bearer ${await tokenOf({ projects, expires: null })}`],
    ['one of tomorrow', async () => `Bearer ${await tokenOf({ projects, notBefore: '1d', expires: '2d' })}`],
    ['one of another issuer', async () => `Bearer ${await tokenOf({ projects, issuer: 'https://evil.example/' })}`],
    ['one for another audience', async () => `Bearer ${await tokenOf({ projects, audience: 'another' })}`],
    ['one of a stranger', async () => `Bearer ${await tokenOf({ projects, key: stranger })}`],
    ['one of an unknown key', async () => `Bearer ${await tokenOf({ projects, key: stranger, kid: 'nobody' })}`],
    [
      'one without a signature',
      () => {
        const jwt = new UnsecuredJWT({ cfw_projects: projects }).setIssuer(ISSUER).setAudience(AUDIENCE);
        return `Bearer ${jwt.setExpirationTime('5m').encode()}`;
      },
    ],
    [
      'one signed with the public key as a secret',
      async () => {
        const secret = Buffer.from(await exportSPKI(rsa.publicKey));
        const jwt = new SignJWT({ cfw_projects: projects }).setProtectedHeader({ alg: 'HS256', kid: 'rsa' });
        return `Bearer ${await jwt.setIssuer(ISSUER).setAudience(AUDIENCE).setExpirationTime('5m').sign(secret)}`;
      },
    ],
    [
      'one that was changed',
      async () => `Bearer ${(await tokenOf({ projects })).replace(/\.(.)/, (_, c) => `.${c === 'e' ? 'f' : 'e'}`)}`,
    ],
  ])('%s: UNAUTHENTICATED, 401, no call', async (_, header) => {
    const answer = await ask(await header());
    expect([answer.status, codesOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body.data).toBeUndefined();
    expect(await door.calls()).toEqual([]);
  });

  test.each([
    ['exp', '1e999'],
    ['exp', '1e300'],
    ['nbf', '-1e999'],
    ['iat', '1e999'],
    ['iat', '"now"'],
  ])('a signed one whose %s is %s: UNAUTHENTICATED, no call', async (claim, number) => {
    const times = JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 300, nbf: 0, iat: 0 });
    const claims = JSON.stringify({ iss: ISSUER, aud: AUDIENCE, cfw_projects: projects });
    const signed = (payload: string) =>
      new CompactSign(Buffer.from(payload)).setProtectedHeader({ alg: 'RS256', kid: 'rsa' }).sign(rsa.privateKey);
    const payload = claims.replace('}', `,${times.slice(1)}`);
    expect(codesOf(await ask(`Bearer ${await signed(payload)}`))).toBeUndefined();
    await door.calls();
    const wrong = payload.replace(new RegExp(`"${claim}":\\d+`), `"${claim}":${number}`);
    const answer = await ask(`Bearer ${await signed(wrong)}`);
    expect([answer.status, codesOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await door.calls()).toEqual([]);
  });

  test('probes and pages need none', async () => {
    expect((await door.send({}, '/health')).status).toBe(200);
    expect((await door.send({}, '/ready')).status).toBe(200);
    expect((await door.send({ headers: { accept: 'text/html' } })).headers.get('content-type')).toMatch('text/html');
  });
});

test('keys of all kinds in one set; the set is read once', async () => {
  const door = await openDoor({ ...KEY_PAIR, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE, JWT_JWKS_URI: keySet.url });
  try {
    const { asked } = keySet;
    const tokens = [await tokenOf(), await tokenOf({ key: ec, alg: 'ES256', kid: 'ec' })];
    for (const token of [...tokens, ...tokens]) {
      const { body } = await door.post(QUERY, { authorization: `Bearer ${token}` });
      expect(body.errors).toBeUndefined();
    }
    expect(keySet.asked).toBe(asked);
  } finally {
    await door.close();
  }
});

test('where the set cannot be had any more, nobody is blamed for it', async () => {
  const door = await openDoor({ ...KEY_PAIR, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE, JWT_JWKS_URI: keySet.url });
  // The set is asked for a second time for a key that it did not have, some time after the first.
  const { now } = realm.Date;
  realm.Date.now = () => now() + 60_000;
  keySet.isDown = true;
  try {
    const token = await tokenOf({ key: stranger, kid: 'new', expires: '10m' });
    const answer = await door.post(QUERY, { authorization: `Bearer ${token}` });
    expect([answer.status, codesOf(answer)]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
    expect(answer.text).not.toContain(keySet.url);
  } finally {
    realm.Date.now = now;
    keySet.isDown = false;
    await door.close();
  }
});
