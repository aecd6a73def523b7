import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { socketClient, socketResults } from './sockets.ts';
import { CHANGES, FOLLOW_ENTRIES, openStream } from './streams.ts';

const firewallId = FIREWALLS.single;
const FIELD = `captureTaskChanges(firewallId: "${firewallId}") ${CHANGES}`;

let bed: TestBed;
const open: { leave(): unknown }[] = [];
const ask = async (...[query, variables, headers]: [string, Record<string, unknown>?, Record<string, string>?]) => {
  const stream = await openStream(bed.gateway.url, query, variables, headers);
  open.push(stream);
  return stream;
};
beforeAll(async () => {
  bed = await startTestBed({ LIVE_INTERVAL_MS: '50', LIVE_IDLE_INTERVAL_MS: '50' });
});
afterAll(() => bed.close());
afterEach(() => {
  for (const stream of open.splice(0)) void stream.leave();
});

test.each([
  ['a literal', `subscription { ${FIELD.replace(' {', ' @skip(if: true) {')} }`],
  ['a variable', `subscription($not: Boolean!) { ${FIELD.replace(' {', ' @include(if: $not) {')} }`],
  ['a switch around it', `subscription($not: Boolean!) { ... @include(if: $not) { ${FIELD} } }`],
  [
    'a switch around a fragment',
    `subscription($not: Boolean!) { ...A } fragment A on Subscription { ...B @skip(if: $not) } fragment B on Subscription { ${FIELD} }`,
  ],
])('the field of a subscription cannot be left out by %s', async (_, query) => {
  for (const not of [true, false]) {
    const stream = await ask(query, { not });
    expect(await stream.next()).toEqual({
      errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })],
    });
    expect(await stream.next()).toBeNull();
  }
  expect(await bed.calls()).toEqual([]);
});

test('what is below it can', async () => {
  const fields = '{ version @include(if: $with) reset }';
  const query = `subscription($with: Boolean!) { ...F } fragment F on Subscription { mine: ${FIELD.replace(CHANGES, fields)} }`;
  expect(await (await ask(query, { with: false })).next()).toEqual({ data: { mine: { reset: true } } });
  expect(await (await ask(query, { with: true })).next()).toEqual({
    data: { mine: { reset: true, version: expect.any(String) } },
  });
});

test.each(['text/event-stream', 'Text/Event-Stream', 'text/*', '*/*', 'application/json, text/event-stream;q=0.5'])(
  'Accept: %s takes a stream',
  async (accept) => {
    const stream = await ask(`subscription { ${FIELD} }`, {}, { accept });
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await stream.changes()).toMatchObject({ reset: true });
  },
);

test('HEAD is told the headers of the stream, and follows nothing', async () => {
  const { hostname, port, pathname } = new URL(bed.gateway.url);
  const url = `${pathname}?query=${encodeURIComponent(`subscription { ${FIELD} }`)}`;
  await bed.calls();
  // A connection that its client keeps, as no library does that has the headers.
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  const head = (method: string, path: string) => `${method} ${path} HTTP/1.1\r\nhost: x\r\nx-auth-token: of-head\r\n`;
  socket.write(`${head('HEAD', url)}accept: text/event-stream\r\n\r\n`);
  // The next answer on the connection comes only when the first has ended.
  socket.write(`${head('GET', '/health')}\r\n`);
  while (!text.includes('"up"')) await once(socket, 'data');
  const [first, second] = text.split('\r\n\r\n');
  expect(first).toMatch(/^HTTP\/1\.1 200 OK\r\n(.*\r\n)*content-type: text\/event-stream; charset=utf-8(\r\n|$)/i);
  expect(second).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  // When another list has been polled a few times, this one would have been, too.
  const other = await ask(`subscription { ${FIELD.replace(firewallId, FIREWALLS.documented)} }`);
  let seen = 0;
  while (seen < 5) ({ length: seen } = ((await bed.control('GET', 'requests')) as { requests: unknown[] }).requests);
  expect((await bed.calls()).filter((call) => call.headers['x-auth-token'] === 'of-head')).toEqual([]);
  other.leave();
  socket.destroy();
});

const ENTRY = { address: '10.7.7.7', direction: 'SOURCE', protocol: 'TCP', port: '80' };
const CREATE = `mutation Block($entry: ListEntryInput!) {
  createListEntries(input: { objectId: "${OBJECTS.emptyInternet}", listType: BLACKLIST, entries: [$entry] }) {
    results { outcome entry { id } }
  }
}`;

test('a mutation over Server-Sent Events, and one over a WebSocket: both are seen by a follower at once', async () => {
  const follower = await ask(FOLLOW_ENTRIES, { objectId: OBJECTS.emptyInternet, listType: 'BLACKLIST' });
  await follower.changes();
  const stream = await ask(CREATE, { entry: ENTRY });
  const done = (await stream.next()) as { data: never };
  expect(done).toEqual({
    data: { createListEntries: { results: [{ outcome: 'CREATED', entry: expect.anything() }] } },
  });
  expect(await stream.next()).toBeNull();
  expect((await follower.changes()).added).toEqual([
    {
      ...(done.data as { createListEntries: { results: { entry: object }[] } }).createListEntries.results[0]!.entry,
      address: '10.7.7.7',
    },
  ]);
  const client = socketClient(bed.gateway.url);
  const results = socketResults(client, CREATE, { entry: { ...ENTRY, address: '10.7.7.8' } });
  expect(await results.next()).toMatchObject({ data: { createListEntries: { results: [{ outcome: 'CREATED' }] } } });
  expect(await results.next()).toBeNull();
  expect((await follower.changes()).added).toMatchObject([{ address: '10.7.7.8' }]);
  await client.dispose();
});

test('where writes are off a mutation is refused over both, with no call', async () => {
  const quiet = await startTestBed({ ALLOW_WRITES: 'false' });
  try {
    const refused = await fetch(quiet.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-auth-token': 'a' },
      body: JSON.stringify({ query: CREATE, variables: { entry: ENTRY } }),
    });
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    ]);
    const client = socketClient(quiet.gateway.url);
    await expect(socketResults(client, CREATE, { entry: ENTRY }).next()).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    await client.dispose();
    expect(await quiet.calls()).toEqual([]);
  } finally {
    await quiet.close();
  }
});

test('a mutation by GET is refused, whatever it takes', async () => {
  const variables = encodeURIComponent(JSON.stringify({ entry: ENTRY }));
  const url = `${bed.gateway.url}?query=${encodeURIComponent(CREATE)}&variables=${variables}`;
  await bed.calls();
  const headers = { accept: 'text/event-stream', 'x-auth-token': 'a' };
  const answer = await fetch(url, { headers });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await bed.calls()).toEqual([]);
});
