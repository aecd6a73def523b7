import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PROJECTS } from '../../src/simulator/known.ts';
import { type Door, openDoor, readToEnd } from './door.ts';
import { CODES } from './sound-answer.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const BODY = JSON.stringify({ query: '{ firewalls { totalCount } }' });
const PLAIN = ['Host: x', 'Content-Type: application/json', `Content-Length: ${BODY.length}`, 'Connection: close'];

/** Sends a request with header lines as they are, byte for byte. */
async function sendLines(
  lines: readonly string[],
): Promise<{ status: number; code: string | undefined; text: string }> {
  const socket = await door.connect();
  const all = readToEnd(socket);
  socket.write(Buffer.from(`POST /graphql HTTP/1.1\r\n${[...PLAIN, ...lines].join('\r\n')}\r\n\r\n${BODY}`, 'latin1'));
  const text = await all;
  const body = JSON.parse(/\r\n\r\n(.*)$/s.exec(text)?.[1] || '{}');
  return { status: Number(text.slice(9, 12)), code: body.errors?.[0]?.extensions?.code, text };
}

const TOKEN = 'X-Auth-Token: a-token';

describe('headers that reach CFW, or pick the project, are taken whole or not at all', () => {
  test.each<[what: string, lines: string[], code: string]>([
    ['no token', [], 'UNAUTHENTICATED'],
    ['an empty token', ['X-Auth-Token: '], 'UNAUTHENTICATED'],
    ['two tokens', [TOKEN, 'X-Auth-Token: another'], 'UNAUTHENTICATED'],
    ['a token with a space', ['X-Auth-Token: a b'], 'UNAUTHENTICATED'],
    ['a token beyond ASCII', ['X-Auth-Token: t\xf6ken'], 'UNAUTHENTICATED'],
    ['a token that is too long', [`X-Auth-Token: ${'a'.repeat(32_769)}`], 'UNAUTHENTICATED'],
    ['a path for a project', [TOKEN, 'X-Project-Id: ..'], 'BAD_USER_INPUT'],
    ['a longer path', [TOKEN, `X-Project-Id: ${PROJECTS.main}/../../v1/${PROJECTS.main}`], 'BAD_USER_INPUT'],
    ['an encoded path', [TOKEN, 'X-Project-Id: %2e%2e'], 'BAD_USER_INPUT'],
    ['two projects', [TOKEN, `X-Project-Id: ${PROJECTS.main}`, `X-Project-Id: ${PROJECTS.main}`], 'BAD_USER_INPUT'],
    ['an empty project', [TOKEN, 'X-Project-Id: '], 'BAD_USER_INPUT'],
    ['31 digits', [TOKEN, `X-Project-Id: ${PROJECTS.main.slice(1)}`], 'BAD_USER_INPUT'],
    ['a language of two lines', [TOKEN, 'X-Language: en\xa0us'], 'BAD_USER_INPUT'],
    ['a long language', [TOKEN, `X-Language: ${'en-'.repeat(100)}us`], 'BAD_USER_INPUT'],
  ])('%s', async (_, lines, code) => {
    const answer = await sendLines(lines);
    expect([answer.status, answer.code]).toEqual([200, code]);
    expect(await door.calls()).toEqual([]);
  });
});

test('a project in upper case is that project: its calls are shared', async () => {
  await door.control('PUT', 'faults', { faults: [{ latencyMs: 200 }] });
  const ids = [PROJECTS.main, PROJECTS.main.toUpperCase(), PROJECTS.main.replace('b', 'B')];
  const answers = await Promise.all(ids.map((id) => sendLines([TOKEN, `X-Project-Id: ${id}`])));
  await door.control('DELETE', 'faults');
  expect(answers.map(({ code }) => code)).toEqual([undefined, undefined, undefined]);
  expect((await door.calls()).map(({ path }) => path)).toEqual([`/v1/${PROJECTS.main}/firewalls/list`]);
});

test('no other header reaches CFW', async () => {
  const names = ['Cookie', 'Authorization', 'X-Forwarded-For', 'X-Sdk-Date', 'X-Security-Token', 'X-Domain-Id', 'Via'];
  const { code } = await sendLines([TOKEN, 'X-Language: zh-cn', ...names.map((name) => `${name}: planted`)]);
  expect(code).toBeUndefined();
  const [call] = await door.calls();
  expect(call?.headers).toMatchObject({ 'x-auth-token': 'a-token', 'x-language': 'zh-cn' });
  expect(JSON.stringify(call)).not.toContain('planted');
});

test('whatever the headers hold: an answer with a code, and no call outside the project', async () => {
  const name = fc.constantFrom(
    'X-Auth-Token',
    'X-Project-Id',
    'X-Language',
    'X-Request-Id',
    'Authorization',
    'Accept',
    '__proto__',
    'Origin',
    'X-Explain',
    'Content-Type',
    'Content-Encoding',
    'Expect',
    'Upgrade',
    'X-Router-Secret',
    'traceparent',
  );
  const value = fc.oneof(
    fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
    fc.constantFrom('true', PROJECTS.main, 'a-token', '*/*', 'gzip', '../..', '%0d%0aX-A: b', '#{jndi:x}', '\t', ''),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 5 }), async (headers) => {
      const answer = await sendLines([TOKEN, ...headers.map(([key, text]) => `${key}: ${text}`)]);
      expect(answer.status).toBeLessThan(500);
      if (answer.code !== undefined) expect(CODES).toContain(answer.code);
      for (const { path } of await door.calls()) expect(path).toMatch(/^\/v1\/[0-9a-fA-F]{32}\/firewalls\/list$/);
    }),
    { numRuns: 400 },
  );
}, 60_000);
