import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCfwClient } from '../../src/cfw/client.ts';
import { type Credentials, forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { type ServiceUser, serviceUser } from '../../src/cfw/credentials/iam.ts';
import { signingKey } from '../../src/cfw/credentials/signing-key.ts';
import { callBy } from './caller.ts';
import { readTask, type Simulated, startSimulated } from './simulated.ts';
import { json, type Received, type Reply, startUpstream, type Upstream } from './upstream.ts';

const SECRETS = {
  token: 'CANARY-token-5e1d',
  accessKey: 'CANARY-ak-03',
  secretKey: 'CANARY-sk-77ab',
  securityToken: 'CANARY-security-token-19',
  password: 'CANARY-password-42',
};

let upstream: Upstream;
let simulator: Simulated;
const users: ServiceUser[] = [];

beforeAll(async () => {
  upstream = await startUpstream(json({}));
  simulator = await startSimulated({
    iamUsers: [{ domain: 'd', name: 'u', password: SECRETS.password }],
  });
});
afterAll(async () => {
  for (const user of users) user.close();
  await simulator.close();
  await upstream.close();
});

function newUser(password: string): ServiceUser {
  const user = serviceUser({ endpoint: simulator.url, domain: 'd', username: 'u', password, timeoutMs: 2000 });
  users.push(user);
  return user;
}

/** Everything that a program could print of a value. */
function printed(value: unknown): string {
  const error = value instanceof Error ? [value.stack, value.message, String(value.cause)] : [];
  return [
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    ...error,
  ].join('\n');
}

/** What the upstream was sent that must not come back: secrets, headers with them, signatures. */
function secretsOf(received: readonly Received[]): string[] {
  const sent = received.flatMap(({ headers }) => [
    headers['x-auth-token'],
    headers.authorization?.split('Signature=')[1],
  ]);
  return [...Object.values(SECRETS), ...sent.filter((text): text is string => typeof text === 'string')];
}

// Each answer says back all that it was told, in every place that a gateway might pass on.
const echo = (request: Received) => JSON.stringify(request.headers).replaceAll('"', "'");
const faults: [string, Reply][] = [
  ...['CFW.00200016', 'CFW.00100001', 'APIGW.0301', 'APIGW.0308', 'IAM.0001', 'OTHER'].map(
    (error_code): [string, Reply] => [
      error_code,
      (response, request) =>
        json({ error_code, error_msg: echo(request), request_id: request.headers['x-auth-token'] }, 400)(
          response,
          request,
        ),
    ],
  ),
  ...[200, 201, 302, 400, 401, 403, 404, 429, 500, 502, 503, 504].map((status): [string, Reply] => [
    `HTTP ${status}`,
    (response, request) => {
      const token = String(request.headers['x-auth-token'] ?? request.headers['x-security-token']);
      const headers = { location: `http://x/${token}`, 'x-request-id': token, 'retry-after': '99', 'x-echo': token };
      json(
        { error_code: token, error_msg: echo(request), code: token, message: token },
        status,
        headers,
      )(response, request);
    },
  ]),
  [
    'wrong types',
    (response, request) =>
      json({ data: { total: 1, records: [{ name: [echo(request)], status: echo(request) }] } })(response, request),
  ],
  ['a wrong total', (response, request) => json({ data: { total: echo(request) } })(response, request)],
  ['HTML', (response, request) => json(`<html>${echo(request)}`)(response, request)],
  ['no HTTP', (response, request) => response.socket?.end(`${echo(request)}\r\n\r\n`)],
  ['a reset', (response) => response.socket?.resetAndDestroy()],
  ['no answer', () => undefined],
];

const ways: [string, () => Credentials][] = [
  ['a forwarded token', () => forwardedToken(SECRETS.token)],
  [
    'a key pair',
    () =>
      signingKey({ accessKey: SECRETS.accessKey, secretKey: SECRETS.secretKey, securityToken: SECRETS.securityToken }),
  ],
  ['a service user', () => newUser(SECRETS.password)],
];

describe.each(ways)('with %s nothing that can be printed holds a secret', (_, credentialsOf) => {
  test.each(faults)('%s', async (_fault, reply) => {
    const seen: unknown[] = [];
    const client = createCfwClient({
      endpoint: upstream.url,
      timeZone: 'UTC',
      attemptTimeoutMs: 100,
      observer: {
        unknownCode: (met) => seen.push(met),
        attemptEnded: (attempt) => seen.push(attempt),
        circuitChanged: (change) => seen.push(change),
        callStarted: (start) => (end) => seen.push(start, end),
      },
    });
    upstream.received.length = 0;
    upstream.reply = reply;
    const credentials = credentialsOf();
    const call = callBy(credentials, { deadlineMs: 5000 });
    const result: unknown = await readTask(client, call).catch((error: unknown) => error);
    expect(upstream.received.length).toBeGreaterThan(0);
    const text = printed([result, seen, call.reports, credentials, client]) + printed(result);
    expect(secretsOf(upstream.received).filter((secret) => text.includes(secret))).toEqual([]);
    await client.close();
  });
});

test('a secret in an error would be found', () => {
  const leak = Object.assign(new Error('x'), { options: { headers: { 'x-auth-token': SECRETS.token } } });
  const text = printed(leak);
  expect(secretsOf([]).filter((secret) => text.includes(secret))).toEqual([SECRETS.token]);
});

test('a refused login says nothing of the password', async () => {
  const stranger = newUser('CANARY-wrong');
  const client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 100 });
  const error: unknown = await readTask(client, callBy(stranger)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(printed([error, stranger]) + printed(error)).not.toContain('CANARY');
  await client.close();
});
