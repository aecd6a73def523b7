import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Door, openDoor } from '../http/door.ts';
import { socketClient } from '../live/sockets.ts';
import { Files, FOLLOW, manifestOf, NAMES, STOP, sha256, TEXTS } from './files.ts';

const files = new Files();
afterAll(() => files.remove());

const OTHER = '{ firewalls(first: 1) { nodes { firewallId } } }';
const variables = { first: 1 };
const ONE_NAME = { data: { firewalls: { nodes: [{ name: 'edge-production' }] } } };
const coded = (code: string, message: unknown = expect.any(String)) => ({
  errors: [{ message, extensions: { code } }],
});
const persistedQuery = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const urlOf = (params: Record<string, unknown>) => {
  const texts = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return `/graphql?${new URLSearchParams(texts as [string, string][])}`;
};

/** Ways to ask over one connection each. They give what a client is told in the end. */
const WAYS: readonly [string, (door: Door, params: Record<string, unknown>) => Promise<unknown>][] = [
  ['POST', async (door, params) => (await door.post(params)).body],
  ['GET', async (door, params) => (await door.send({ headers: TOKEN }, urlOf(params))).body],
  ['Server-Sent Events', async (door, params) => sseResult((await door.post(params, EVENTS)).text)],
  ['a WebSocket', socketResult],
];
const TOKEN = { 'x-auth-token': 'token-of-a-tenant' };
const EVENTS = { accept: 'text/event-stream' };

/** A refusal has a status of its own, and is no stream. */
function sseResult(text: string): unknown {
  return JSON.parse(/^event: next\ndata: (.*)$/m.exec(text)?.[1] ?? text);
}

async function socketResult(door: Door, params: Record<string, unknown>): Promise<unknown> {
  const client = socketClient(`${door.origin}/graphql`);
  try {
    const results = client.iterate({ query: '', ...params } as never);
    const { value } = await results.next();
    void results.return!();
    return value;
  } catch (errors) {
    return { errors };
  } finally {
    await client.dispose();
  }
}

const FORMS: readonly [string, unknown, string][] = [
  ['a map of ids to texts', TEXTS, 'names'],
  ["Apollo's manifest", manifestOf(Object.values(TEXTS)), sha256(NAMES)],
];

describe.each(FORMS)('from %s', (_, content, id) => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({ TRUSTED_DOCUMENTS: await files.write(content), TRUSTED_DOCUMENTS_MODE: 'only' });
  });
  afterAll(() => door.close());

  test.each(WAYS)('a document is executed by its id, by %s', async (_way, ask) => {
    const named = [
      { documentId: id },
      { documentId: `sha256:${sha256(NAMES)}` },
      { extensions: persistedQuery(sha256(NAMES)) },
      { extensions: persistedQuery(id) },
      { documentId: id, operationName: 'Names' },
      { documentId: id, query: NAMES },
    ];
    for (const one of named) expect(await ask(door, { ...one, variables })).toEqual(ONE_NAME);
  });

  test.each(WAYS)('an id that nobody knows is not found, by %s', async (_way, ask) => {
    expect(await ask(door, { documentId: 'nobody-knows' })).toEqual(coded('DOCUMENT_NOT_FOUND'));
    expect(await ask(door, { extensions: persistedQuery(sha256(OTHER)) })).toEqual(
      coded('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'),
    );
  });

  test.each(WAYS)('in mode `only` nothing else is executed, by %s', async (_way, ask) => {
    await door.calls();
    const others = [
      { query: OTHER },
      { query: NAMES, variables },
      { query: `${NAMES} ` },
      { query: NAMES.replace('name }', 'name id }'), documentId: id },
      { query: `${NAMES}\n`, documentId: id },
      { query: OTHER, extensions: persistedQuery(sha256(OTHER)) },
      { query: OTHER, documentId: 'nobody-knows' },
      { query: '{ __schema { queryType { name } } }' },
      { query: '{ __typename }' },
      { query: '{ _service { sdl } }' },
      { query: 'this is no document' },
    ];
    for (const one of others) expect(await ask(door, one)).toEqual(coded('FORBIDDEN'));
    expect(await door.calls()).toEqual([]);
  });
});

describe('in mode `only`', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({
      TRUSTED_DOCUMENTS: await files.write(TEXTS),
      TRUSTED_DOCUMENTS_MODE: 'only',
      ROUTER_SECRET: 'a-secret-of-the-router',
    });
  });
  afterAll(() => door.close());

  test('a batch is refused, and GraphiQL is not there', async () => {
    const { status, body } = await door.post([{ query: OTHER }, { documentId: 'names' }]);
    expect([status, body]).toEqual([403, coded('FORBIDDEN')]);
    expect((await door.send({ headers: { accept: 'text/html' } })).status).toBe(406);
  });

  test('a subscription is followed by its id, over both transports', async () => {
    const first = { data: { captureTaskChanges: { reset: true, totalCount: expect.any(Number) } } };
    expect(await socketResult(door, { documentId: 'follow' })).toEqual(first);
    const caller = new AbortController();
    const response = await fetch(`${door.origin}/graphql`, {
      method: 'POST',
      headers: { ...TOKEN, ...EVENTS, 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: 'follow' }),
      signal: caller.signal,
    });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('data: ')) break;
    }
    expect(sseResult(text)).toEqual(first);
    caller.abort();
    expect(await socketResult(door, { query: FOLLOW })).toEqual(coded('FORBIDDEN'));
  });

  test('a mutation is by POST only, and under the rules of writes', async () => {
    const byGet = await door.send({ headers: TOKEN }, urlOf({ documentId: 'stop' }));
    expect([byGet.status, byGet.body.errors?.[0]?.extensions?.code]).toEqual([405, 'GRAPHQL_VALIDATION_FAILED']);
    expect((await door.post({ documentId: 'stop' })).body.data).toEqual({ stopCaptureTask: null });
    const foreign = await door.post({ documentId: 'stop' }, { origin: 'https://elsewhere.example.com' });
    expect(foreign.body).toEqual(coded('FORBIDDEN'));
    expect((await door.post({ query: STOP })).body).toEqual(coded('FORBIDDEN'));
  });

  test('the limits hold, with the variables at hand', async () => {
    const tooMany = await door.post({ documentId: 'names', variables: { first: 5_000 } });
    expect(tooMany.body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const tooLarge = await door.post({ documentId: 'names', variables: { first: 1, x: 'x'.repeat(20_000) } });
    expect(tooLarge.body.errors?.[0]?.extensions?.code).toBe('OPERATION_TOO_COMPLEX');
  });

  test('what it costs at most is told without executing it', async () => {
    await door.calls();
    const { body } = await door.post({ documentId: 'names', variables }, { 'x-explain': 'plan' });
    expect(body).toMatchObject({ data: null, extensions: { explain: { plan: { calls: 1, rows: 1 } } } });
    expect(await door.calls()).toEqual([]);
  });

  test('the router makes up its own operations, with its secret', async () => {
    // What only a router asks for is guarded by itself; the rest by nothing but the mode.
    for (const own of ['_service { sdl }', '']) {
      const query = `{ ${own} firewalls(first: 1) { nodes { name } } }`;
      const asRouter = await door.post({ query }, { 'x-router-secret': 'a-secret-of-the-router' });
      expect(asRouter.body.data).toMatchObject({ firewalls: ONE_NAME.data.firewalls });
      await door.calls();
      expect((await door.post({ query }, { 'x-router-secret': 'a-secret-of-nobody-else' })).body).toEqual(
        coded('FORBIDDEN'),
      );
      expect(await door.calls()).toEqual([]);
    }
  });
});

test('in mode `prefer`, the default, texts are executed, and a text beside a known id must be its own', async () => {
  const door = await openDoor({ TRUSTED_DOCUMENTS: await files.write(TEXTS) });
  const asked = [
    { documentId: 'names', variables },
    { query: NAMES, variables },
    { query: NAMES, variables, documentId: 'nobody-knows' },
    { query: NAMES, variables, extensions: persistedQuery(sha256('another text')) },
  ];
  for (const one of asked) expect((await door.post(one)).body).toEqual(ONE_NAME);
  const differs = await door.post({ documentId: 'names', query: OTHER });
  expect([differs.status, differs.body]).toEqual([400, coded('BAD_USER_INPUT')]);
  const batch = await door.post([{ documentId: 'names' }]);
  expect(batch.body).toEqual(coded('BAD_USER_INPUT', expect.stringContaining('batches are off')));
  await door.close();
});

test('without documents an id is not found, and what has no meaning is refused', async () => {
  const door = await openDoor();
  const { status, body } = await door.post({ documentId: 'names' });
  expect([status, body]).toEqual([400, coded('DOCUMENT_NOT_FOUND')]);
  expect((await door.post({ documentId: 1 })).body).toEqual(coded('BAD_USER_INPUT'));
  expect((await door.post({ extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } })).body).toEqual(
    coded('BAD_USER_INPUT'),
  );
  await door.close();
});
