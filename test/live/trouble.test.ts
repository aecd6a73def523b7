import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { ACCESS_KEY, FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { type EventStream, FOLLOW_TASKS, followTasks } from './streams.ts';

const firewallId = FIREWALLS.single;
const QUICK = { LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' };

let bed: TestBed;
afterEach(() => bed.close());

const faults = (...list: object[]) => bed.control('PUT', 'faults', { faults: list });
const addTask = (name: string) => bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows: [{ name }] });
const seen = async () => ((await bed.control('GET', 'requests')) as { requests: { status: number | null }[] }).requests;

async function callsSeen(count: number): Promise<void> {
  while ((await seen()).length < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A stream that has had its first event. */
async function following(headers?: Record<string, string>): Promise<EventStream> {
  const stream = await followTasks(bed, firewallId, undefined, headers);
  await stream.changes();
  return stream;
}

test.each<[string, object]>([
  ['fails', { status: 500, times: 3 }],
  ['is gone', { reset: true, times: 3 }],
  ['hangs', { hang: true, times: 2 }],
  ['sends what cannot be read', { body: 'html', times: 3 }],
  ['throttles', { status: 429, errorCode: 'APIGW.0308', errorMsg: 'over ratelimit,limit:200,time:1 second', times: 1 }],
])('when CFW %s streams live, and the first change after it is told', async (_, fault) => {
  bed = await startTestBed({ ...QUICK, UPSTREAM_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '700' });
  const stream = await following();
  await bed.calls();
  await faults(fault);
  await callsSeen(1);
  await addTask('after it');
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'after it' }], reset: false });
});

test.each<[string, object]>([
  ['Retry-After', { status: 429, headers: { 'retry-after': '600' } }],
  ['the window that its message names', { status: 429, errorCode: 'APIGW.0308', errorMsg: 'limit:200,time:5 minute' }],
])('while CFW throttles there is no poll before %s, whoever comes', async (_, fault) => {
  bed = await startTestBed(QUICK);
  const stream = await following();
  const { version } = await (await followTasks(bed, firewallId)).changes();
  await faults(fault);
  while (!(await seen()).some(({ status }) => status === 429)) await new Promise((resolve) => setTimeout(resolve, 10));
  await bed.calls();
  // Who knows the list's state is told at once, and so is who does not.
  const back = await followTasks(bed, firewallId, version);
  expect(await back.changes()).toMatchObject({ reset: false, version });
  expect(await (await followTasks(bed, firewallId)).changes()).toMatchObject({ reset: true });
  await addTask('not seen');
  // Another list is polled many times meanwhile.
  await faults();
  const other = await followTasks(bed, FIREWALLS.documented);
  await other.changes();
  await callsSeen(20);
  const calls = (await bed.calls()).filter(({ query }) => query.fw_instance_id === firewallId);
  expect(calls).toEqual([]);
  expect(stream.text().match(/^event/gm)).toHaveLength(1);
});

test.each<[string, number, string, string]>([
  ['does not take the token any more', 401, 'APIGW.0301', 'UNAUTHENTICATED'],
  ['takes a right away', 403, 'APIGW.0302', 'FORBIDDEN'],
])('when CFW %s the stream ends with the code', async (_, status, errorCode, code) => {
  bed = await startTestBed(QUICK);
  const stream = await following();
  await faults({ match: { token: 'token-of-a-tenant' }, status, errorCode });
  expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(await stream.next()).toBeNull();
  // Others are not concerned, and nothing that was seen with that token is told.
  const other = await following({ 'x-auth-token': 'another-token' });
  await addTask('for the other');
  expect(await other.changes()).toMatchObject({ added: [{ name: 'for the other' }] });
  const again = await followTasks(bed, firewallId);
  expect(await again.next()).toMatchObject({ errors: [{ extensions: { code } }] });
});

test.each<[string, string, Record<string, string>, string]>([
  ['without a token', firewallId, { 'x-auth-token': '' }, 'UNAUTHENTICATED'],
  ['with a project that is none', firewallId, { 'x-project-id': 'none' }, 'BAD_USER_INPUT'],
  ['with an id that is none', 'no id!', {}, 'BAD_USER_INPUT'],
])('%s the error comes at once, and the stream ends', async (_, id, headers, code) => {
  bed = await startTestBed(QUICK);
  const stream = await followTasks(bed, id, undefined, headers);
  expect(stream.status).toBe(200);
  expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(await stream.next()).toBeNull();
  expect(await bed.calls()).toEqual([]);
});

test('when nothing is known of a list that cannot be read, that is said at once', async () => {
  bed = await startTestBed({ LIVE_INTERVAL_MS: '600000' });
  await faults({ status: 503 });
  const stream = await followTasks(bed, firewallId);
  expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
  expect(await stream.next()).toBeNull();
  expect(await bed.calls()).not.toEqual([]);
  // Who comes again before the next poll is due costs no call.
  const again = await followTasks(bed, firewallId);
  expect(await again.next()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
  expect(await bed.calls()).toEqual([]);
});

test('more subscriptions than there may be are refused, until one ends', async () => {
  bed = await startTestBed({ ...QUICK, MAX_SUBSCRIPTIONS: '2' });
  const streams = [await following(), await following()];
  const refused = await fetch(bed.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-auth-token': 'a' },
    body: JSON.stringify({ query: FOLLOW_TASKS, variables: { firewallId } }),
  });
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('OVERLOADED')]);
  expect(refused.headers.get('retry-after')).toBe('5');
  streams[0]!.leave();
  for (;;) {
    const stream = await followTasks(bed, firewallId);
    if (stream.status === 200) break;
  }
});

test('a subscription that asks for no stream is refused, and follows nothing', async () => {
  bed = await startTestBed(QUICK);
  const answer = await fetch(bed.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-auth-token': 'a' },
    body: JSON.stringify({ query: FOLLOW_TASKS, variables: { firewallId } }),
  });
  expect([answer.status, await answer.text()]).toEqual([406, expect.stringContaining('text/event-stream')]);
});

test('when the JWT of a follower expires its stream ends with UNAUTHENTICATED, and no other', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  bed = await startTestBed({
    ...QUICK,
    HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak,
    HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk,
    JWT_PUBLIC_KEY: await exportSPKI(publicKey),
    JWT_ISSUER: 'https://login.example.com/',
    JWT_AUDIENCE: 'cfw-graphql',
  });
  const bearer = async (expiresInSeconds: number) => ({
    authorization: `Bearer ${await new SignJWT()
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('https://login.example.com/')
      .setAudience('cfw-graphql')
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
      .sign(privateKey)}`,
  });
  const lasting = await following(await bearer(600));
  // The issuer's clock may be 30 s off.
  const short = await following(await bearer(-27));
  expect(await short.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(await short.next()).toBeNull();
  await addTask('for the other');
  expect(await lasting.changes()).toMatchObject({ added: [{ name: 'for the other' }] });
  expect((await followTasks(bed, firewallId)).status).toBe(401);
});

test('a stream outlives the deadline of requests', async () => {
  bed = await startTestBed({ ...QUICK, REQUEST_TIMEOUT_MS: '300' });
  const stream = await following();
  await bed.calls();
  await new Promise((resolve) => setTimeout(resolve, 700));
  await addTask('late');
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'late' }] });
});

test('who does not read gets what has happened as one event, and holds nobody up', async () => {
  bed = await startTestBed(QUICK);
  const { hostname, port } = new URL(bed.gateway.url);
  const body = JSON.stringify({ query: FOLLOW_TASKS, variables: { firewallId } });
  const lazy = connect(Number(port), hostname);
  lazy.write(
    [
      'POST /graphql HTTP/1.1',
      'host: x',
      'content-type: application/json',
      'accept: text/event-stream',
      'x-auth-token: token-of-a-tenant',
      `content-length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  lazy.pause();
  const quick = await following();
  const rounds = 16;
  for (let round = 0; round < rounds; round++) {
    // Together far more than the system's buffers hold, which may be ten megabytes.
    const rows = [{ task_id: `task-${round}`, name: `${round} ${'x'.repeat(1_000_000)}` }];
    await bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows });
    while ((await quick.changes()).added.length === 0);
    await bed.control('DELETE', `rows/task-${round}`);
    while ((await quick.changes()).removed.length === 0);
  }
  await addTask('the last');
  let text = '';
  lazy.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  lazy.resume();
  while (!text.includes('"the last"')) await new Promise((resolve) => setTimeout(resolve, 20));
  lazy.destroy();
  quick.leave();
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!).data.captureTaskChanges);
  expect(events.length).toBeLessThan(2 * rounds);
  // All events together lead to the list as it is.
  const ids = new Set<string>();
  for (const { added, removed } of events) {
    for (const { id } of added) ids.add(id);
    for (const id of removed) ids.delete(id);
  }
  expect(ids.size).toBe(1);
});
