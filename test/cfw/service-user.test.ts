import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { type ServiceUser, serviceUser } from '../../src/cfw/credentials/iam.ts';
import { IAM_USER, PROJECTS } from '../../src/simulator/known.ts';
import { callBy, PROJECT_ID } from './caller.ts';
import { readTask, type Simulated, startSimulated } from './simulated.ts';
import { json, startUpstream } from './upstream.ts';

let simulator: Simulated;
let client: CfwClient;
let user: ServiceUser;

beforeEach(async () => {
  simulator = await startSimulated();
  client = createCfwClient({ endpoint: simulator.url, timeZone: 'UTC', attemptTimeoutMs: 2000 });
  user = login();
});
afterEach(async () => {
  user.close();
  await client.close();
  await simulator.close();
});

function login(changes: { endpoint?: string; password?: string; timeoutMs?: number } = {}): ServiceUser {
  const { domain, name: username, password } = IAM_USER;
  return serviceUser({ endpoint: simulator.url, domain, username, password, timeoutMs: 2000, ...changes });
}

const read = (offset = 0, projectId: string = PROJECTS.main, by = user) =>
  readTask(client, callBy(by, { projectId }), offset);
const readMany = (count: number) => Promise.all(Array.from({ length: count }, (_, offset) => read(offset)));
const logins = async () => (await simulator.requests('IamToken')).length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the token of a service user', () => {
  test('is fetched once for all who wait, and once a project', async () => {
    await readMany(100);
    expect(await logins()).toBe(1);
    await read(0, PROJECTS.listExample);
    await read(1, PROJECTS.listExample);
    expect(await logins()).toBe(2);
    expect((await simulator.requests('IamToken'))[0]).toMatchObject({
      url: '/v3/auth/tokens?nocatalog=true',
      status: 201,
    });
  });

  test('is renewed once for 100 calls when it nears its end, before it is refused', async () => {
    await simulator.control('PUT', 'iam', { lifetimeMs: 2000 });
    await read();
    await pause(1850);
    await readMany(100);
    expect(await logins()).toBe(2);
    expect((await simulator.requests('ListCaptureTask')).every(({ status }) => status === 200)).toBe(true);
  });

  test('is replaced once for 100 calls when CFW says that it must be renewed', async () => {
    await read();
    await simulator.control('PUT', 'iam', { revokeAll: true });
    await readMany(100);
    expect(await logins()).toBe(2);
  });

  test('is replaced when CFW says so with HTTP 200', async () => {
    await read();
    const rawBody = JSON.stringify({ error_code: 'APIGW.0307', error_msg: 'The token must be updated.' });
    await simulator.control('PUT', 'faults', {
      faults: [{ match: { operation: 'ListCaptureTask' }, times: 1, rawBody }],
    });
    await readMany(1);
    expect(await logins()).toBe(2);
  });

  test('stays in use when IAM fails before its end', async () => {
    await simulator.control('PUT', 'iam', { lifetimeMs: 2000 });
    await read();
    await pause(1850);
    await simulator.control('PUT', 'faults', { faults: [{ match: { operation: 'IamToken' }, status: 503 }] });
    await readMany(10);
    expect(await logins()).toBe(2);
  });

  test('that is refused although it is fresh does not cause login after login', async () => {
    await simulator.control('PUT', 'faults', {
      faults: [
        {
          match: { operation: 'ListCaptureTask' },
          status: 401,
          errorCode: 'APIGW.0301',
          errorMsg: 'decrypt token fail',
        },
      ],
    });
    for (let offset = 0; offset < 5; offset++) {
      await expect(read(offset)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(await logins()).toBe(1);
  });
});

describe('a long token', () => {
  const loginWith = async (length: number) => {
    const iam = await startUpstream(
      json({ token: { issued_at: '2024-06-04T11:23:50.000000Z', expires_at: '2024-06-05T11:23:50.000000Z' } }, 201, {
        'x-subject-token': 'x'.repeat(length),
      }),
    );
    const asked = await startUpstream(json({ data: null }));
    const other = createCfwClient({ endpoint: asked.url, timeZone: 'UTC', attemptTimeoutMs: 2000 });
    const by = login({ endpoint: iam.url });
    const answer = await readTask(other, callBy(by), 0).catch((error: unknown) => error);
    by.close();
    await Promise.all([other.close(), iam.close(), asked.close()]);
    return { answer, sent: asked.received[0]?.headers['x-auth-token']?.length };
  };

  test.each([16_500, 32_768])('of %d characters is taken and sent', async (length) => {
    expect(await loginWith(length)).toMatchObject({ answer: { total: 0 }, sent: length });
  });

  test('above what CFW takes, and above what is read, is told as one', async () => {
    const message = (length: number) => loginWith(length).then(({ answer }) => (answer as Error).message);
    expect(await message(32_769)).toMatch(/token of more than 32768 characters/);
    expect(await message(140_000)).toMatch(/more than 128 KiB of headers/);
  });
});

describe('a login that fails', () => {
  test('by a wrong password is not repeated, not even for many projects at once', async () => {
    const stranger = login({ password: 'wrong' });
    const results = await Promise.allSettled([
      read(0, PROJECTS.main, stranger),
      read(0, PROJECTS.listExample, stranger),
      read(1, PROJECTS.main, stranger),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({
        reason: { code: 'UNAUTHENTICATED', message: expect.stringMatching(/IAM_PASSWORD/) },
      });
    }
    await expect(read(0, PROJECTS.main, stranger)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await logins()).toBe(1);
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(0);
    stranger.close();
  });

  test.each<[string, object, string]>([
    ['403', { status: 403 }, 'FORBIDDEN'],
    ['404', { status: 404 }, 'FORBIDDEN'],
    ['429', { status: 429 }, 'RATE_LIMITED'],
    ['500', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
    ['504', { status: 504 }, 'UPSTREAM_TIMEOUT'],
    ['400', { status: 400 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['302', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'UPSTREAM_INVALID_RESPONSE'],
    ['200', { status: 200 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['an empty body', { body: 'empty' }, 'UPSTREAM_INVALID_RESPONSE'],
    ['a reset', { reset: true }, 'UPSTREAM_UNAVAILABLE'],
  ])('%s is coded, and the next call logs in anew', async (_, fault, code) => {
    await simulator.control('PUT', 'faults', { faults: [{ match: { operation: 'IamToken' }, times: 1, ...fault }] });
    await expect(read()).rejects.toMatchObject({ name: 'CfwError', code });
    await expect(read()).resolves.toMatchObject({ rows: expect.any(Array) });
  });

  test('a hanging IAM ends with its timeout, and keeps nobody beyond a deadline', async () => {
    await simulator.control('PUT', 'faults', { faults: [{ match: { operation: 'IamToken' }, hang: true }] });
    const slow = login({ timeoutMs: 400 });
    const hurried = callBy(slow, { deadlineMs: 100 });
    const since = performance.now();
    await expect(readTask(client, hurried)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(performance.now() - since).toBeLessThan(300);
    await expect(read(1, PROJECTS.main, slow)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    slow.close();
  });

  test('a token that may not stand in a header is none', async () => {
    const iam = await startUpstream(
      json({ token: { issued_at: '2026-01-01T00:00:00Z', expires_at: '2026-01-02T00:00:00Z' } }, 201, {
        'x-subject-token': 'two words',
      }),
    );
    const odd = login({ endpoint: iam.url });
    await expect(read(0, PROJECT_ID, odd)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    odd.close();
    await iam.close();
  });
});
