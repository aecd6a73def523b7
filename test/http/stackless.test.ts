import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { realm } from '../support/built-parts.ts';
import { codesOf, type Door, openDoor } from './door.ts';

/*
 * What goes wrong for hundreds of callers at one moment costs each of them little: an error that is foreseen has no stack.
 * Making one is most of the work.
 */

const QUERY = { query: '{ firewalls { totalCount } }' };

let door: Door;
let stacks: number;
const { Error: Made } = realm;
const { captureStackTrace } = Made;

beforeEach(async () => {
  door = await openDoor();
  stacks = 0;
  Made.captureStackTrace = (...made) => {
    if (Made.stackTraceLimit > 0) stacks++;
    captureStackTrace(...made);
  };
});
afterEach(async () => {
  Made.captureStackTrace = captureStackTrace;
  await door.close();
});

test('of a call that CFW refuses', async () => {
  await door.control('PUT', 'faults', { faults: [{ status: 401 }] });
  for (let times = 0; times < 3; times++) expect(codesOf(await door.post(QUERY))).toEqual('UNAUTHENTICATED');
  expect(stacks).toBe(0);
});

test('of a call whose caller leaves', async () => {
  await door.control('PUT', 'faults', { faults: [{ hang: true }] });
  const calls = async () => ((await door.control('GET', 'requests')) as { requests: unknown[] }).requests.length;
  const open = async () => ((await door.control('GET', 'connections')) as { open: number }).open;
  const before = await open();
  // Not by fetch: what it rejects with has a stack of its own.
  const socket = await door.connect();
  const body = JSON.stringify(QUERY);
  const head = ['POST /graphql HTTP/1.1', `host: 127.0.0.1:${door.port}`, 'content-type: application/json'];
  head.push('x-auth-token: token-of-a-tenant', `content-length: ${body.length}`);
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  while ((await calls()) === 0) await wait(5);
  stacks = 0;
  socket.destroy();
  while ((await open()) > before) await wait(5);
  await new Promise(setImmediate);
  expect(stacks).toBe(0);
});
