import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { codesOf, type Door, type HttpAnswer, openDoor } from './door.ts';

let door: Door;
afterEach(() => door.close());

const QUERY = { query: '{ firewalls { totalCount } }' };
const hang = () => door.control('PUT', 'faults', { faults: [{ hang: true }] });
const shed = async () => {
  const { text } = await door.send({}, '/metrics');
  return Number(/^cfw_graphql_shed_requests_total (\d+)/m.exec(text)?.[1]);
};
/** Asks until an answer is as wanted. */
async function until(isWanted: (answer: HttpAnswer) => boolean): Promise<HttpAnswer> {
  for (;;) {
    const answer = await door.post(QUERY);
    if (isWanted(answer)) return answer;
  }
}
const isRefused = (answer: HttpAnswer) => codesOf(answer) === 'OVERLOADED';

/** Requests that wait for CFW, each for a call of its own, and what ends them. */
async function occupy(count: number) {
  const leaving = new AbortController();
  const requests = Array.from({ length: count }, (_, index) =>
    fetch(door.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': `token-${index}` },
      body: JSON.stringify(QUERY),
      signal: leaving.signal,
    }).catch(() => undefined),
  );
  // Asked now and then: simulator and gateway share the processor with this test, and the log is long.
  for (let seen = 0; seen < count; await setTimeout(20)) {
    seen = ((await door.control('GET', 'requests')) as { requests: unknown[] }).requests.length;
  }
  return () => {
    leaving.abort();
    return Promise.all(requests);
  };
}

test('MAX_CONCURRENT_REQUESTS: one more is refused at once, probes are not', async () => {
  door = await openDoor({ MAX_CONCURRENT_REQUESTS: '5' });
  await hang();
  const leave = await occupy(5);
  const since = performance.now();
  const answer = await door.post(QUERY);
  expect([answer.status, codesOf(answer)]).toEqual([503, 'OVERLOADED']);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(answer.headers.get('x-request-id')).toMatch(/./);
  expect(performance.now() - since).toBeLessThan(1_000);
  for (const path of ['/health', '/ready', '/metrics']) expect((await door.send({}, path)).status).toBe(200);
  expect(await shed()).toBe(1);
  await leave();
  await door.control('DELETE', 'faults');
  await until((again) => again.status === 200);
});

test('who is refused need not send a body', async () => {
  door = await openDoor({ MAX_CONCURRENT_REQUESTS: '1' });
  await hang();
  const leave = await occupy(1);
  const socket = await door.connect();
  socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 503 /);
  socket.destroy();
  await leave();
});

test('without it any number that waits for CFW may run at the same time', async () => {
  // A quarter of this is the longest wait for the processor, which may have others to serve.
  door = await openDoor({ REQUEST_TIMEOUT_MS: '60000' });
  await hang();
  const leave = await occupy(120);
  expect(await shed()).toBe(0);
  await leave();
});

test('who is slow to send a body takes no place', async () => {
  door = await openDoor({ MAX_CONCURRENT_REQUESTS: '2' });
  const slow = await Promise.all(Array.from({ length: 20 }, () => door.connect()));
  for (const socket of slow) {
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"qu',
    );
  }
  expect((await door.post(QUERY)).body.errors).toBeUndefined();
  for (const socket of slow) socket.destroy();
});

test('when the processor is too slow, requests wait their turn, and are refused when that takes too long', async () => {
  // A quarter of this is the longest wait.
  door = await openDoor({ REQUEST_TIMEOUT_MS: '400' });
  // Connections that are kept, since new ones are taken one with every turn of the event loop.
  const crowd = () => Promise.all(Array.from({ length: 100 }, () => door.post(QUERY)));
  for (const { status } of await crowd()) expect(status).toBe(200);
  // Gateway and test share the event loop: whatever takes its time here is late there.
  const busy = setInterval(() => {
    const until = performance.now() + 40;
    while (performance.now() < until);
  }, 1);
  try {
    let refused = false;
    const asked: Promise<HttpAnswer>[] = [];
    const ask = () =>
      door.post(QUERY).then((answer) => {
        refused ||= isRefused(answer);
        return answer;
      });
    // They come whether or not others have their answers.
    for (; !refused; await door.send({}, '/health')) asked.push(...Array.from({ length: 60 }, ask));
    const answers = await Promise.all(asked);
    // Nobody is left without an answer, and not everybody is refused.
    for (const answer of answers) expect([200, 503]).toContain(answer.status);
    expect(await shed()).toBeGreaterThan(0);
  } finally {
    clearInterval(busy);
  }
  // When the loop is in time again, nobody is refused any more: how soon that is, the machine decides.
  const calm = async (): Promise<void> => {
    const answers = await crowd();
    if (answers.some(({ status }) => status !== 200)) await calm();
  };
  await calm();
}, 30_000);
