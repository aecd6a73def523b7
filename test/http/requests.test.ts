import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codesOf, type Door, openDoor, readToEnd } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const RESPONSE_TYPE = 'application/graphql-response+json';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('what is no GraphQL request has a status and a code', () => {
  const post = (body: string, headers: Record<string, string> = JSON_TYPE) => ({ method: 'POST', headers, body });

  test.each<[what: string, status: number, code: string, init: RequestInit & { path?: string }]>([
    ['half a JSON', 400, 'BAD_USER_INPUT', post('{"query":"{__ty')],
    ['no body', 400, 'BAD_USER_INPUT', { method: 'POST', headers: JSON_TYPE }],
    ['a JSON text', 400, 'BAD_USER_INPUT', post('"{ __typename }"')],
    ['null', 400, 'BAD_USER_INPUT', post('null')],
    ['a batch', 400, 'BAD_USER_INPUT', post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]')],
    ['no query', 400, 'BAD_USER_INPUT', post('{"qeury":"{ __typename }"}')],
    ['an empty query', 200, 'GRAPHQL_PARSE_FAILED', post('{"query":""}')],
    ['a number for a query', 400, 'BAD_USER_INPUT', post('{"query":1}')],
    ['a list for variables', 400, 'BAD_USER_INPUT', post('{"query":"{ __typename }","variables":[]}')],
    ['a number for a name', 400, 'BAD_USER_INPUT', post('{"query":"{ __typename }","operationName":7}')],
    ['a text for extensions', 400, 'BAD_USER_INPUT', post('{"query":"{ __typename }","extensions":"x"}')],
    ['an unknown name', 400, 'BAD_USER_INPUT', post('{"query":"query A { __typename }","operationName":"B"}')],
    ['two operations, no name', 400, 'BAD_USER_INPUT', post('{"query":"query A{__typename} query B{__typename}"}')],
    ['a subscription to no list', 200, 'GRAPHQL_VALIDATION_FAILED', post('{"query":"subscription { __typename }"}')],
    ['text', 415, 'BAD_USER_INPUT', post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' })],
    ['a type that only begins like JSON', 415, 'BAD_USER_INPUT', post('{}', { 'content-type': 'application/jsonp' })],
    ['a list of types', 415, 'BAD_USER_INPUT', post('{}', { 'content-type': 'application/json, text/plain' })],
    ['JSON as a parameter', 415, 'BAD_USER_INPUT', post('{}', { 'content-type': 'text/plain; a=application/json' })],
    ['another charset', 415, 'BAD_USER_INPUT', post('{}', { 'content-type': 'application/json; charset=utf-16' })],
    ['a packed body', 415, 'BAD_USER_INPUT', post('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' })],
    ['over 1 MiB', 413, 'BAD_USER_INPUT', post(`{"query":"${' '.repeat(1024 * 1024)}"}`)],
    ['PUT', 405, 'BAD_USER_INPUT', { method: 'PUT', headers: JSON_TYPE, body: '{}' }],
    ['DELETE', 405, 'BAD_USER_INPUT', { method: 'DELETE' }],
    ['no image', 406, 'BAD_USER_INPUT', post('{"query":"{ __typename }"}', { ...JSON_TYPE, accept: 'image/png' })],
    ['GET without a query', 400, 'BAD_USER_INPUT', {}],
    ['GET with half a JSON', 400, 'BAD_USER_INPUT', { path: '/graphql?query={__typename}&variables={' }],
    ['GET of a mutation', 405, 'GRAPHQL_VALIDATION_FAILED', { path: '/graphql?query=mutation{__typename}' }],
    ['another path', 404, 'NOT_FOUND', { path: '/graphq' }],
    ['a path above', 404, 'NOT_FOUND', { path: '/graphql/../../etc/passwd' }],
  ])('%s', async (_, status, code, { path, ...init }) => {
    const answer = await door.send(init, path);
    expect([answer.status, codesOf(answer)]).toEqual([status, code]);
    expect(answer.headers.get('x-request-id')).toMatch(UUID);
    expect(await door.calls()).toEqual([]);
  });

  test('the body is counted as it comes, whatever its headers promise', async () => {
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
    });
    const answer = await door.send({ method: 'POST', headers: JSON_TYPE, body, duplex: 'half' } as RequestInit);
    expect([answer.status, codesOf(answer)]).toEqual([413, 'BAD_USER_INPUT']);
  });

  test('1 MiB is still read', async () => {
    const rest = JSON.stringify({ query: '{ __typename }', extensions: { pad: '' } });
    const pad = ' '.repeat(1024 * 1024 - rest.length);
    const answer = await door.post({ query: '{ __typename }', extensions: { pad } });
    expect([answer.status, answer.body]).toEqual([200, { data: { __typename: 'Query' } }]);
  });
});

describe('errors of a well-formed request: 200 as application/json, else 400', () => {
  test.each([
    ['syntax', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of a wrong type',
      { query: 'query($n: Int) { firewalls(first: $n) { totalCount } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', { query: 'query($n: ID!) { node(id: $n) { id } }' }, 'BAD_USER_INPUT'],
  ])('%s', async (_, operation, code) => {
    const asJson = await door.post(operation, { accept: 'application/json' });
    expect([asJson.status, codesOf(asJson), 'data' in asJson.body]).toEqual([200, code, false]);
    const asResponse = await door.post(operation, { accept: RESPONSE_TYPE });
    expect([asResponse.status, codesOf(asResponse), 'data' in asResponse.body]).toEqual([400, code, false]);
    expect(asResponse.headers.get('content-type')).toContain(RESPONSE_TYPE);
  });
});

describe('the answer has the media type that is accepted most', () => {
  const APPLICATION_JSON = 'application/json';
  test.each([
    ['*/*', APPLICATION_JSON],
    ['application/json', APPLICATION_JSON],
    [RESPONSE_TYPE, RESPONSE_TYPE],
    [`${RESPONSE_TYPE}, application/json;q=0.9`, RESPONSE_TYPE],
    [`${RESPONSE_TYPE};q=0.8,application/json;q=0.9`, APPLICATION_JSON],
    [`application/json, ${RESPONSE_TYPE}`, APPLICATION_JSON],
    ['text/event-stream, */*;q=0.1', APPLICATION_JSON],
    [`multipart/mixed;deferSpec=20220824,${RESPONSE_TYPE};charset=utf-8`, RESPONSE_TYPE],
    ['application/json;charset="utf-8"', APPLICATION_JSON],
    ['application/json;charset="UTF\\-8"', APPLICATION_JSON],
    ['application/json;charset=utf8', APPLICATION_JSON],
    ['APPLICATION/JSON\t;\tCHARSET=UTF-8', APPLICATION_JSON],
    ['application/json;q=0, */*', RESPONSE_TYPE],
    [`*/*, ${RESPONSE_TYPE};q=0`, APPLICATION_JSON],
    [`application/json\t;\tq=0.5,\t${RESPONSE_TYPE}`, RESPONSE_TYPE],
    [`application/json;q="0.5", ${RESPONSE_TYPE};q=0.7`, RESPONSE_TYPE],
    [`text/html;a="x,${RESPONSE_TYPE}", application/json`, APPLICATION_JSON],
    ['application/*;q=0, */*', null],
    ['text/event-stream', 'text/event-stream'],
    ['multipart/mixed', null],
    ['application/json;charset=utf-16', null],
    ['application/json;q=0', null],
    ['__proto__', null],
    ['constructor', null],
  ])('%s', async (accept, type) => {
    const answer = await door.post({ query: '{ firewalls { totalCount } }' }, { accept });
    expect(answer.headers.get('content-type')).toBe(`${type ?? APPLICATION_JSON}; charset=utf-8`);
    expect(answer.status).toBe(type === null ? 406 : 200);
    expect(await door.calls()).toHaveLength(type === null ? 0 : 1);
  });
});

test.each([
  'application/json;',
  'application/json ; ',
  'application/json\t;\tcharset=utf-8',
  'application/json; charset="utf-8"',
  'application/json; charset="ut\\f-8";',
  'application/json;charset=utf8',
  'application/json; profile="a;charset=utf-16"',
  'APPLICATION/JSON; CHARSET=UTF-8',
])('a body may come as %s', async (type) => {
  const { status, body } = await door.post({ query: '{ __typename }' }, { 'content-type': type });
  expect([status, body]).toEqual([200, { data: { __typename: 'Query' } }]);
});

describe('X-Request-Id', () => {
  test.each(['/graphql', '/health', '/ready', '/metrics', '/nowhere'])('is returned by %s', async (path) => {
    const headers = { 'x-request-id': 'mine-1', 'graphql-require-preflight': '1' };
    const answer = await door.send({ headers }, path);
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
  });

  test.each(['', 'a b', '<script>', 'x'.repeat(129)])('is made anew for %j', async (sent) => {
    const answer = await door.send({ headers: { 'x-request-id': sent } }, '/health');
    expect(answer.headers.get('x-request-id')).toMatch(UUID);
  });
});

describe('what is no HTTP', () => {
  test.each([
    ['nonsense', 'HELLO\r\n\r\n', 400],
    ['two lengths', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a line break in a header', 'GET /health HTTP/1.1\r\nHost: x\r\nX-A: b\n\rX-B: c\r\n\r\n', 400],
    ['endless headers', `GET /health HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  ])('%s', async (_, bytes, status) => {
    const socket = await door.connect();
    const all = readToEnd(socket);
    socket.write(bytes);
    const text = await all;
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toContain('"code":"BAD_USER_INPUT"');
    expect(text).toMatch(/\r\nx-request-id: /);
  });
});

test('a caller’s token may be as long as CFW takes it', async () => {
  const token = 'a'.repeat(32_768);
  const { status, body } = await door.post({ query: '{ firewalls { totalCount } }' }, { 'x-auth-token': token });
  expect([status, body.errors]).toEqual([200, undefined]);
  const [call] = await door.calls();
  expect(call?.headers['x-auth-token']).toBe(token);
});

test.each(['/graphql', '/', '/health'])(
  'answers of %s are not cached, framed or taken for something else',
  async (path) => {
    const { headers } = await door.send({ headers: { accept: 'text/html' } }, path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    if (!headers.get('content-type')?.startsWith('text/html')) return;
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  },
);
