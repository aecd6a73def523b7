import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { type Caller, type CallerOptions, callBy, FIREWALL_ID } from './caller.ts';
import { json, page, startUpstream, type Upstream } from './upstream.ts';

const GOOD = 'a'.repeat(32);
const BAD = 'b'.repeat(32);
/** For calls that hang until their callers leave: the machine may be slow. */
const HANGING = { deadlineMs: 20_000 };

let upstream: Upstream;
let client: CfwClient;
let states: string[];

beforeEach(async () => {
  states = [];
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({
    endpoint: upstream.url,
    timeZone: 'UTC',
    attemptTimeoutMs: HANGING.deadlineMs,
    observer: { circuitChanged: ({ projectId, state }) => states.push(`${projectId[0]} ${state}`) },
  });
});
afterEach(async () => {
  await client.close();
  await upstream.close();
});

let calls = 0;
const callers: Caller[] = [];

/** A call of its own: no two are equal, so none is shared. Resolves to `OK` or the error's code. */
function ask(projectId: string, options: CallerOptions = {}, token = 't'): Promise<string> {
  calls += 1;
  const call = callBy(forwardedToken(token), { ...options, projectId });
  callers.push(call);
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: calls, limit: 1 }, call).then(
    () => 'OK',
    (error: { code: string }) => error.code,
  );
}

async function askMany(projectId: string, count: number, options: CallerOptions = {}, token = 't'): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => ask(projectId, options, token)));
}

/** As many callers, each with a token that nobody has seen before. */
async function askAsMany(projectId: string, count: number, options: CallerOptions = {}): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(projectId, options, `made-up-${calls}-${index}`)));
}

/** Whoever has not been answered yet leaves. */
async function leave(asked: Promise<string[]>): Promise<void> {
  for (const caller of callers.splice(0)) caller.leave();
  expect(await asked).not.toContain('OK');
}

/** Waits until CFW has seen so many calls of a project, and looks once more a little later: there are no more. */
async function onTheWire(projectId: string, count: number): Promise<void> {
  while (sent(projectId) < count) await new Promise((resolve) => setTimeout(resolve, 2));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(sent(projectId)).toBe(count);
}

/** Lets every call hang but those of one token. */
function answerOnly(token: string): void {
  upstream.reply = (response, request) => {
    if (request.headers['x-auth-token'] === token) json(page([]))(response, request);
  };
}

function sent(projectId: string): number {
  return upstream.received.filter(({ target }) => target.toLowerCase().includes(projectId)).length;
}

/** Lets calls of one project fail, and serves the others. */
function failFor(projectId: string, status: number): void {
  upstream.reply = (response, request) =>
    (request.target.includes(projectId) ? json({}, status) : json(page([])))(response, request);
}

describe('the circuit of a project', () => {
  test('opens after failures, refuses at once, leaves other projects alone, and closes after one good probe', async () => {
    failFor(BAD, 500);
    await askMany(BAD, 20);
    expect(states).toEqual(['b OPEN']);
    const before = sent(BAD);
    // One each time that it lets one through, which it does when the machine takes half a second for what follows.
    const probes = () => states.filter((state) => state === 'b HALF_OPEN').length;

    expect(new Set(await askMany(BAD, 200))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    expect(sent(BAD)).toBe(before + probes());
    expect(await ask(GOOD)).toBe('OK');

    upstream.reply = json(page([]));
    let answer = await ask(BAD);
    while (answer !== 'OK') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      answer = await ask(BAD);
    }
    expect(sent(BAD)).toBe(before + probes());
    expect(states.slice(-3)).toEqual(['b OPEN', 'b HALF_OPEN', 'b CLOSED']);
  });

  test('lets a single probe through at a time while CFW still fails', async () => {
    failFor(BAD, 500);
    await askMany(BAD, 20);
    const before = sent(BAD);
    const begun = performance.now();
    while (performance.now() < begun + 1_300) {
      await askMany(BAD, 50);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(sent(BAD) - before).toBeGreaterThanOrEqual(1);
    expect(sent(BAD) - before).toBeLessThanOrEqual(1 + (performance.now() - begun) / 500);
  });

  test('a probe whose caller leaves proves nothing', async () => {
    failFor(BAD, 500);
    await askMany(BAD, 20);
    upstream.reply = () => undefined;
    while (!states.includes('b HALF_OPEN')) {
      await ask(BAD, { deadlineMs: 30 });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    while (states.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(states).toEqual(['b OPEN', 'b HALF_OPEN', 'b OPEN']);
  });

  test.each([400, 401, 403, 404, 429])('%d is the request’s fault and does not open it', async (status) => {
    upstream.reply = json({}, status, { 'retry-after': '100' });
    await askMany(BAD, 60);
    expect(states).toEqual([]);
    expect(sent(BAD)).toBe(60);
  });

  test('callers who give up at once do not open it, those who waited a second do', async () => {
    upstream.reply = () => undefined;
    const patient = createCfwClient({
      endpoint: upstream.url,
      timeZone: 'UTC',
      attemptTimeoutMs: 5000,
      observer: { circuitChanged: ({ state }) => states.push(state) },
    });
    const give = (deadlineMs: number) =>
      Promise.allSettled(
        Array.from({ length: 30 }, (_, offset) =>
          patient.list(
            captureTasks,
            { firewallId: FIREWALL_ID },
            { offset, limit: 1 },
            callBy(forwardedToken('t'), { deadlineMs }),
          ),
        ),
      );
    await give(1100);
    // CFW has not accepted the token yet: anyone can make up one, and leave.
    expect(states).toEqual([]);
    upstream.reply = json(page([]));
    await patient.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, callBy(forwardedToken('t')));
    upstream.reply = () => undefined;
    await give(50);
    expect(states).toEqual([]);
    await give(1100);
    expect(states).toEqual(['OPEN']);
    await patient.close();
  });

  test('is one for each credential that CFW has accepted, and one for all others', async () => {
    await ask(BAD, {}, 'good');
    upstream.reply = (response, request) =>
      (request.headers['x-auth-token'] === 'good' ? json(page([])) : json({}, 500))(response, request);
    await askAsMany(BAD, 30);
    expect(states).toEqual(['b OPEN']);
    expect(await ask(BAD, {}, 'another')).toBe('UPSTREAM_UNAVAILABLE');
    expect(await ask(BAD, {}, 'good')).toBe('OK');
  });
});

describe('the places of a project', () => {
  test('one that hangs takes none of another’s, and its queue ends with the deadline', async () => {
    await ask(BAD);
    upstream.reply = (response, request) => {
      if (!request.target.includes(BAD)) json(page([]))(response, request);
    };
    const hanging = askMany(BAD, 400, { deadlineMs: 1_500 });
    await onTheWire(BAD, 1 + 128);
    expect(new Set(await askMany(GOOD, 50))).toEqual(new Set(['OK']));
    // Where the machine is so slow that they hang for a second, the circuit may open.
    expect(await hanging).toContain('UPSTREAM_TIMEOUT');
    expect(await hanging).not.toContain('OK');
  });

  test('beyond its places and its queue, calls are refused at once', async () => {
    await ask(BAD);
    upstream.reply = () => undefined;
    const results = await askMany(BAD, 1200, { deadlineMs: 300 });
    expect(results.filter((code) => code === 'UPSTREAM_UNAVAILABLE')).toHaveLength(1200 - 128 - 1024);
  });

  test('who waits for a place gets it when one is free', async () => {
    upstream.reply = (response, request) => void setTimeout(() => json(page([]))(response, request), 20);
    expect(new Set(await askMany(GOOD, 200))).toEqual(new Set(['OK']));
  });

  test('a credential that CFW has not accepted yet gets few, and all of them once it is', async () => {
    const answers: (() => void)[] = [];
    upstream.reply = (response, request) => void answers.push(() => json(page([]))(response, request));
    const asked = askMany(BAD, 100);
    await onTheWire(BAD, 8);
    answers.pop()!();
    await onTheWire(BAD, 100);
    for (const answer of answers) answer();
    expect(new Set(await asked)).toEqual(new Set(['OK']));
  });

  test.each([401, 403, 404, 500])('an answer of HTTP %d makes no credential an accepted one', async (status) => {
    upstream.reply = json({}, status);
    await askMany(BAD, 10);
    upstream.reply = () => undefined;
    const asked = askMany(BAD, 100, HANGING);
    await onTheWire(BAD, sent(BAD) + 8);
    await leave(asked);
  });

  test('a credential that CFW refuses is not an accepted one any longer', async () => {
    await ask(BAD);
    upstream.reply = json({}, 401);
    await ask(BAD);
    upstream.reply = () => undefined;
    const asked = askMany(BAD, 100, HANGING);
    await onTheWire(BAD, 2 + 8);
    await leave(asked);
  });

  test('made-up tokens that hang take nothing of a caller whom CFW has accepted, nor of one who is new', async () => {
    await ask(BAD, {}, 'good');
    answerOnly('good');
    const hanging = askAsMany(BAD, 400, HANGING);
    await onTheWire(BAD, 1 + 400);
    expect(new Set(await askMany(BAD, 50, {}, 'good'))).toEqual(new Set(['OK']));
    answerOnly('new');
    expect(await ask(BAD, {}, 'new')).toBe('OK');
    await leave(hanging);
  });

  test('all made-up tokens together are bounded', async () => {
    upstream.reply = () => undefined;
    const hanging = askAsMany(BAD, 700, HANGING);
    await onTheWire(BAD, 512);
    await leave(hanging);
  });

  test('accepted credentials that hang leave places for another', async () => {
    const hogs = ['one', 'two', 'three'];
    for (const token of [...hogs, 'good']) await ask(BAD, {}, token);
    answerOnly('good');
    const hanging = hogs.map((token) => askMany(BAD, 300, HANGING, token));
    while (sent(BAD) < 200) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(new Set(await askMany(BAD, 50, {}, 'good'))).toEqual(new Set(['OK']));
    expect(sent(BAD)).toBeLessThan(4 + 256 + 50);
    await leave(Promise.all(hanging).then((answers) => answers.flat()));
  });
});
