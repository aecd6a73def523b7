import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PROJECTS } from '../../src/simulator/known.ts';
import { type Door, openDoor, readToEnd } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => door.calls());
afterAll(() => door.close());

const BODY = JSON.stringify({ query: '{ firewalls { totalCount } }' });
const POST = [
  'X-Auth-Token: a-token',
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
  'Connection: close',
];

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: string;
}

/** Sends a request as it is, byte for byte, and gives everything that came back. */
async function exchange(start: string, lines: readonly string[], body = ''): Promise<Reply> {
  const socket = await door.connect();
  const all = readToEnd(socket);
  socket.write(`${[start, ...lines].join('\r\n')}\r\n\r\n${body}`);
  const text = (await all).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  return { status: Number(text.slice(9, 12)), text, body: /\r\n\r\n(.*)$/s.exec(text)?.[1] ?? '' };
}

describe('a target in absolute form is served', () => {
  test.each(['http://host', 'HTTP://host.example:80', 'https://[::1]:4000'])('%s', async (origin) => {
    const post = await exchange(`POST ${origin}/graphql HTTP/1.1`, ['Host: other', ...POST], BODY);
    expect([post.status, JSON.parse(post.body)]).toEqual([
      200,
      { data: { firewalls: { totalCount: expect.any(Number) } } },
    ]);
    const close = ['Host: other', 'Connection: close', 'GraphQL-Require-Preflight: 1'];
    const get = await exchange(`GET ${origin}/graphql?query={__typename} HTTP/1.1`, close);
    expect([get.status, get.body]).toEqual([200, '{"data":{"__typename":"Query"}}']);
    expect((await exchange(`GET ${origin}/health HTTP/1.1`, close)).status).toBe(200);
    expect((await exchange(`GET ${origin} HTTP/1.1`, close)).text).toContain('CFW GraphQL gateway');
    expect((await exchange(`GET ${origin}/nothing HTTP/1.1`, close)).status).toBe(404);
  });
});

describe('HEAD is GET without a body', () => {
  const WANTED = ['Host: x', 'GraphQL-Require-Preflight: 1', 'X-Request-Id: mine', 'Connection: close'];
  test.each([
    ['/graphql?query={__typename}', []],
    ['/graphql?query={', []],
    ['/graphql?query=mutation{__typename}', []],
    ['/graphql', ['Accept: text/html']],
    ['/', []],
    ['/schema.graphql', []],
    ['/health', []],
    ['/ready', []],
    ['/nothing', []],
  ])('%s', async (target, lines) => {
    const get = await exchange(`GET ${target} HTTP/1.1`, [...WANTED, ...lines]);
    const head = await exchange(`HEAD ${target} HTTP/1.1`, [...WANTED, ...lines]);
    const headersOf = ({ text }: Reply) => text.split('\r\n\r\n')[0]!.replace(/\r\nDate: .*/i, '');
    expect(head.body).toBe('');
    expect(get.body).not.toBe('');
    expect(headersOf(head)).toBe(headersOf(get));
  });

  test('it is guarded as GET is', async () => {
    const { status } = await exchange('HEAD /graphql?query={__typename} HTTP/1.1', [
      ...['Host: x', 'Origin: https://elsewhere.example', 'Connection: close'],
    ]);
    expect(status).toBe(403);
  });
});

describe('what HTTP does not allow, or the gateway does not do, is refused in words', () => {
  const many = Array.from({ length: 2010 }, (_, index) => `X-${index}: a`);
  const chunked = (coding: string) => [...POST.filter((line) => !/length/i.test(line)), `Transfer-Encoding: ${coding}`];
  const CHUNKS = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
  const post = 'POST /graphql HTTP/1.1';

  test.each<[what: string, status: number, start: string, lines: string[], body?: string]>([
    [
      'a project behind too many headers',
      431,
      post,
      ['Host: x', ...many, `X-Project-Id: ${PROJECTS.main}`, ...POST],
      BODY,
    ],
    ['an encoding behind too many headers', 431, post, ['Host: x', ...POST, ...many, 'Content-Encoding: gzip'], BODY],
    ['many headers of a probe', 431, 'GET /health HTTP/1.1', ['Host: x', ...many]],
    ['the shortest headers there can be', 431, post, ['Host: x', ...Array.from({ length: 15_000 }, () => 'a:')]],
    ['no host', 400, post, POST, BODY],
    ['no host of a probe', 400, 'GET /health HTTP/1.1', []],
    ['two hosts', 400, post, ['Host: x', 'Host: x', ...POST], BODY],
    ['two hosts of HTTP/1.0', 400, 'GET /health HTTP/1.0', ['Host: x', 'Host: y']],
    ['a host that is none', 400, post, ['Host: a b', ...POST], BODY],
    ['a path for a host', 400, post, ['Host: a/b', ...POST], BODY],
    ['a user in the target', 400, 'POST http://me@host/graphql HTTP/1.1', ['Host: x', ...POST], BODY],
    ['two JWTs', 400, post, ['Host: x', 'Authorization: Bearer a', 'Authorization: Bearer b', ...POST], BODY],
    ['two types', 400, post, ['Host: x', 'Content-Type: text/plain', ...POST], BODY],
    ['an expectation', 417, post, ['Host: x', 'Expect: tea', ...POST], BODY],
    ['two expectations', 417, post, ['Host: x', 'Expect: 100-continue, tea', ...POST], BODY],
    ['an expectation of a probe', 417, 'GET /health HTTP/1.1', ['Host: x', 'Expect: tea']],
    ['a tunnel', 405, 'CONNECT example.com:443 HTTP/1.1', ['Host: example.com:443']],
    ['TRACE', 405, 'TRACE /graphql HTTP/1.1', ['Host: x', 'X-Auth-Token: a-token']],
    ['TRACE of a probe', 405, 'TRACE /health HTTP/1.1', ['Host: x']],
    ['TRACE of a page', 405, 'TRACE / HTTP/1.1', ['Host: x']],
    ['another method', 405, 'MKCOL /graphql HTTP/1.1', ['Host: x']],
    ['packed chunks', 501, post, ['Host: x', ...chunked('gzip, chunked')], CHUNKS],
    ['chunks in two lines', 501, post, ['Host: x', ...chunked('deflate'), 'Transfer-Encoding: chunked'], CHUNKS],
    ['a coding that is not chunked', 501, post, ['Host: x', ...chunked('gzip')], CHUNKS],
    ['chunks of HTTP/1.0', 501, 'POST /graphql HTTP/1.0', ['Host: x', ...chunked('chunked')], CHUNKS],
    ['a packed body', 415, post, ['Host: x', 'Content-Encoding: zstd', ...POST], BODY],
    ['HTTP/2', 400, 'PRI * HTTP/2.0', []],
  ])('%s: %d', async (what, status, start, lines, ...body) => {
    const answer = await exchange(start, [...lines, 'X-Request-Id: mine-1'], ...body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({
      errors: [{ message: expect.stringMatching(/\w.+\.$/), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(answer.text).toMatch(/\r\nx-request-id: \S+/i);
    // Where node could not read a request there is no id of its own to return.
    if (what !== 'HTTP/2') expect(answer.text).toMatch(/\r\nx-request-id: mine-1\r/i);
    expect(answer.text.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(await door.calls()).toEqual([]);
  });

  test.each<[what: string, start: string, lines: string[], body: string]>([
    ['2,000 headers', post, ['Host: x', ...many.slice(0, 1995), ...POST.slice(0, 4)], BODY],
    ['HTTP/1.0 without a host', 'POST /graphql HTTP/1.0', POST, BODY],
    ['an empty host', post, ['Host: ', ...POST], BODY],
    ['a host with a port', post, ['Host: [::1]:4000', ...POST], BODY],
    ['chunks', post, ['Host: x', ...chunked('Chunked')], CHUNKS],
    ['codings of the answer', post, ['Host: x', 'TE: trailers, gzip', ...POST], BODY],
    ['a body as it is', post, ['Host: x', 'Content-Encoding: Identity', ...POST], BODY],
  ])('%s: served', async (_, start, lines, body) => {
    const answer = await exchange(start, lines, body);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { data: { firewalls: { totalCount: expect.any(Number) } } },
    ]);
  });

  test('who expects to be let in is told to go on', async () => {
    const { text } = await exchange(post, ['Host: x', 'Expect: 100-Continue', ...POST], BODY);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });
});
