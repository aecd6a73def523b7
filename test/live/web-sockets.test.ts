import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { ACCESS_KEY, FIREWALLS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { socketClient, socketResults } from './sockets.ts';
import { FOLLOW_TASKS, followTasks } from './streams.ts';

const firewallId = FIREWALLS.single;
const QUICK = { LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' };
const FIREWALLS_QUERY = '{ firewalls(first: 1) { nodes { name } } }';

let bed: TestBed;
const clients: { dispose(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) void client.dispose();
  await bed.close();
});

const open = (...[params, headers]: [Record<string, unknown>?, Record<string, string>?]) => {
  const client = socketClient(bed.gateway.url, params, headers);
  clients.push(client);
  return client;
};
const addTask = (name: string) => bed.control('POST', 'rows', { list: 'captureTasks', firewallId, rows: [{ name }] });
const follow = (client: ReturnType<typeof open>) => socketResults(client, FOLLOW_TASKS, { firewallId });
const socketUrl = (path = '/graphql') => new URL(path, bed.gateway.url.replace(/^http/, 'ws')).href;

/** What a handshake comes to: the status of a refusal, or `open`. */
function handshake(headers: Record<string, string>, path?: string): Promise<number | 'open'> {
  const socket = new WebSocket(socketUrl(path), 'graphql-transport-ws', { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.close();
      resolve('open');
    });
    socket.once('unexpected-response', (_, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

test('one socket carries subscriptions, queries and errors, each to its end', async () => {
  bed = await startTestBed(QUICK);
  const client = open();
  const [one, other] = [follow(client), follow(client)];
  expect(await one.changes()).toMatchObject({ reset: true });
  await other.changes();
  const query = socketResults(client, FIREWALLS_QUERY);
  expect(await query.next()).toEqual({ data: { firewalls: { nodes: [{ name: 'edge-production' }] } } });
  expect(await query.next()).toBeNull();
  await expect(socketResults(client, '{ nothing }').next()).rejects.toEqual([
    expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  ]);
  await addTask('for both');
  for (const stream of [one, other]) {
    expect(await stream.changes()).toMatchObject({ added: [{ name: 'for both' }], reset: false });
  }
  // Who has left is not polled for.
  await one.leave();
  await other.leave();
  await socketResults(client, FIREWALLS_QUERY).next();
  await bed.calls();
  for (let asked = 0; asked < 20; asked++) await socketResults(client, FIREWALLS_QUERY).next();
  expect((await bed.calls()).filter(({ operation }) => operation === 'ListCaptureTask')).toEqual([]);
});

test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['the payload of connection_init', { 'X-Auth-Token': 'of-the-socket' }, {}],
  ['`headers` of that payload', { headers: { 'x-auth-token': 'of-the-socket' } }, {}],
  ['the headers of the handshake', {}, { 'x-auth-token': 'of-the-socket' }],
  ['the payload rather than the headers', { 'x-auth-token': 'of-the-socket' }, { 'x-auth-token': 'another' }],
])('the token is taken of %s', async (_, params, headers) => {
  bed = await startTestBed(QUICK);
  await socketResults(open(params, headers), FIREWALLS_QUERY).next();
  expect((await bed.calls()).map((call) => call.headers['x-auth-token'])).toEqual(['of-the-socket']);
});

test('without a token there is an error with its code, and the socket stays', async () => {
  bed = await startTestBed(QUICK);
  const client = open({});
  const stream = follow(client);
  await expect(stream.next()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  expect(await bed.calls()).toEqual([]);
});

test('a page of another site may not connect, unless CORS lets it', async () => {
  bed = await startTestBed({ ...QUICK, CORS_ORIGINS: 'https://app.example.com' });
  const { host, origin } = new URL(bed.gateway.url);
  expect(await handshake({})).toBe('open');
  expect(await handshake({ origin })).toBe('open');
  expect(await handshake({ origin: 'https://app.example.com' })).toBe('open');
  for (const foreign of ['https://evil.example.com', 'null', `https://${host}.evil.example.com`, 'http://127.0.0.1']) {
    expect([foreign, await handshake({ origin: foreign })]).toEqual([foreign, 403]);
  }
  expect(await handshake({}, '/other')).toBe(404);
});

test('a message that is too large, or none of the protocol, closes the socket', async () => {
  bed = await startTestBed(QUICK);
  for (const [protocol, message, code] of [
    ['graphql-transport-ws', 'x'.repeat(2 ** 20 + 1), 1009],
    ['graphql-transport-ws', 'no JSON', 4400],
    ['graphql-transport-ws', '{"type":"start"}', 4400],
    ['graphql-transport-ws', '{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}', 4401],
    ['graphql-ws', '{"type":"connection_init"}', 4406],
  ] as const) {
    const socket = new WebSocket(socketUrl(), protocol).on('error', () => undefined);
    if (protocol === 'graphql-transport-ws') {
      await once(socket, 'open');
      socket.send(message);
      const [closed] = await once(socket, 'close');
      expect([message.slice(0, 20), closed]).toEqual([message.slice(0, 20), code]);
    } else {
      // The client itself gives up: the server has not taken up what it offered.
      await new Promise((resolve) => socket.once('close', resolve));
    }
  }
});

test('more subscriptions than there may be are refused', async () => {
  bed = await startTestBed({ ...QUICK, MAX_SUBSCRIPTIONS: '1' });
  const client = open();
  await follow(client).changes();
  await expect(follow(client).next()).rejects.toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  // A client with a socket of its own is told so, too, and one of the other transport.
  await expect(follow(open()).next()).rejects.toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  const stream = await followTasks(bed, firewallId);
  expect(stream.status).toBe(503);
  stream.leave();
  // Sockets that follow nothing are not without end.
  const outcomes = await Promise.all(
    Array.from({ length: 110 }, () => {
      const socket = new WebSocket(socketUrl(), 'graphql-transport-ws').on('error', () => undefined);
      clients.push({ dispose: () => socket.terminate() });
      return Promise.race([
        once(socket, 'open').then(() => 'open'),
        once(socket, 'unexpected-response').then(([, response]) => response.statusCode),
      ]);
    }),
  );
  expect(new Set(outcomes)).toEqual(new Set(['open', 503]));
});

test('a place that an event stream has is none for a WebSocket', async () => {
  bed = await startTestBed({ ...QUICK, MAX_SUBSCRIPTIONS: '1' });
  const stream = await followTasks(bed, firewallId);
  await stream.changes();
  await expect(follow(open()).next()).rejects.toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  stream.leave();
});

test('where a JWT is needed it is checked for each operation, and ends what it began', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const issuer = 'https://login.example.com/';
  bed = await startTestBed({
    ...QUICK,
    HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak,
    HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk,
    JWT_PUBLIC_KEY: await exportSPKI(publicKey),
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: 'cfw-graphql',
  });
  const unknown = open({});
  await expect(follow(unknown).next()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  const jwt = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(issuer)
    .setAudience('cfw-graphql')
    // The issuer's clock may be 30 s off.
    .setExpirationTime(Math.floor(Date.now() / 1000) - 26)
    .sign(privateKey);
  const client = open({ Authorization: `Bearer ${jwt}` });
  const stream = follow(client);
  expect(await stream.changes()).toMatchObject({ reset: true });
  expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(await stream.next()).toBeNull();
  await expect(follow(client).next()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('a client that offers HTTP/2 with its request is answered in HTTP/1.1, its body read', async () => {
  bed = await startTestBed(QUICK);
  const body = JSON.stringify({ query: FIREWALLS_QUERY });
  const outgoing = request(bed.gateway.url, {
    method: 'POST',
    headers: {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-auth-token': 'a-token',
    },
  });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString();
  expect([response.statusCode, text]).toEqual([200, expect.stringContaining('edge-production')]);
});

test('who does not read is closed to nobody else’s harm', async () => {
  bed = await startTestBed(QUICK);
  const { hostname, port } = new URL(bed.gateway.url);
  const lazy = connect(Number(port), hostname);
  lazy.write(
    'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n' +
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n',
  );
  await once(lazy, 'data');
  lazy.pause();
  const stream = follow(open());
  await stream.changes();
  await addTask('told all the same');
  expect(await stream.changes()).toMatchObject({ added: [{ name: 'told all the same' }] });
  lazy.destroy();
});

test('who asks much and reads nothing is not answered without end', async () => {
  bed = await startTestBed();
  const greedy = new WebSocket(socketUrl(), 'graphql-transport-ws', { headers: { 'x-auth-token': 'a-token' } });
  await once(greedy, 'open');
  greedy.send('{"type":"connection_init"}');
  await once(greedy, 'message');
  greedy.pause();
  const count = 120;
  const asked = (first: number) =>
    `{ captureTasks(firewallId: "${FIREWALLS.busy}", first: ${first}) { edges { cursor node { id name destAddress } } } }`;
  for (let index = 0; index < count; index++) {
    greedy.send(JSON.stringify({ type: 'subscribe', id: `${index}`, payload: { query: asked(1_000 - index) } }));
  }
  // Another is answered while CFW is not asked any more for the one who does not read.
  let seen = 0;
  for (let quiet = 0; quiet < 5; quiet = (await bed.calls()).length > 1 ? 0 : quiet + 1) {
    await bed.ask(FIREWALLS_QUERY);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await bed.calls()).length).toBe(0);
  let read = 0;
  greedy.on('message', (data) => {
    if (String(data).includes('"type":"next"')) read++;
  });
  greedy.resume();
  while (read < count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen += (await bed.calls()).length;
  }
  // Most were asked of CFW only when there was somebody to read them.
  expect(seen).toBeGreaterThan(count / 2);
  greedy.terminate();
}, 60_000);
