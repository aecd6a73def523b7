import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codesOf, type Door, openDoor } from './door.ts';

/*
 * What goes wrong for hundreds of callers at one moment costs each of them little: an error that is foreseen has no stack.
 * Making one is most of the work.
 */

const QUERY = { query: '{ firewalls { totalCount } }' };

let door: Door;
let stacks: number;
const { captureStackTrace } = Error;

beforeEach(async () => {
  door = await openDoor();
  stacks = 0;
  Error.captureStackTrace = (...made) => {
    if (Error.stackTraceLimit > 0) stacks++;
    captureStackTrace(...made);
  };
});
afterEach(async () => {
  Error.captureStackTrace = captureStackTrace;
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
  const leaving = new AbortController();
  const left = fetch(door.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
    body: JSON.stringify(QUERY),
    signal: leaving.signal,
  }).catch(() => 'left');
  while ((await calls()) === 0) await wait(5);
  stacks = 0;
  leaving.abort();
  expect(await left).toBe('left');
  while ((await open()) > before) await wait(5);
  await new Promise(setImmediate);
  expect(stacks).toBe(0);
});
