import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { withBed } from '../graph/own-bed.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

interface Logged {
  readonly query: Record<string, string>;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly aborted: boolean;
}

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());
beforeEach(() => bed.calls());
afterEach(() => bed.control('DELETE', 'faults'));

const list = (firewallId: string, first = 10) =>
  `captureTasks(firewallId: "${firewallId}", first: ${first}) { nodes { id } }`;
const page = (firewallId: string, first?: number) => `{ list: ${list(firewallId, first)} }`;
const slow = (latencyMs: number) => bed.control('PUT', 'faults', { faults: [{ latencyMs }] });
const log = async () => ((await bed.control('GET', 'requests')) as { requests: Logged[] }).requests;

/** Looks at CFW's log until it shows what is waited for. */
async function logShows(isThere: (calls: readonly Logged[]) => boolean): Promise<readonly Logged[]> {
  for (;;) {
    const calls = await log();
    if (isThere(calls)) return calls;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** An operation that its caller can give up. */
function begin(query: string) {
  const caller = new AbortController();
  const answer = fetch(bed.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
    body: JSON.stringify({ query }),
    signal: caller.signal,
  }).then(async (response) => (await response.json()) as { data?: unknown });
  return { answer, leave: () => caller.abort() };
}

describe('equal calls in flight', () => {
  test('200 requests of one caller are 1 call, and 200 of four others are 4', async () => {
    // The upstream takes longer than a busy machine takes to send the requests.
    await slow(4000);
    const askAs = (caller: string) => bed.ask(page(FIREWALLS.documented), undefined, { 'x-auth-token': caller });
    const answers = await Promise.all([
      ...Array.from({ length: 200 }, () => askAs('one')),
      ...Array.from({ length: 200 }, (_, request) => askAs(`other-${request % 4}`)),
    ]);
    expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
    const callers = (await bed.calls()).map(({ headers }) => headers['x-auth-token']);
    expect(callers.sort()).toEqual(['one', 'other-0', 'other-1', 'other-2', 'other-3']);
  });

  test('are ended only when the last caller leaves', async () => {
    // The second caller asks for another list, too: when CFW has seen that, both wait for the first list.
    const marked = `{ list: ${list(FIREWALLS.documented)} mark: ${list(FIREWALLS.single)} }`;
    const beginBoth = async () => {
      const one = begin(page(FIREWALLS.documented));
      await logShows((calls) => calls.length === 1);
      const other = begin(marked);
      await logShows((calls) => calls.length === 2);
      return [one, other] as const;
    };
    await slow(500);
    const [one, other] = await beginBoth();
    one.leave();
    await expect(one.answer).rejects.toThrow();
    expect(await other.answer).toMatchObject({ data: { list: { nodes: expect.any(Array) } } });
    expect((await log()).map(({ aborted }) => aborted)).toEqual([false, false]);

    await bed.calls();
    await bed.control('PUT', 'faults', { faults: [{ hang: true }] });
    const both = await beginBoth();
    for (const { leave, answer } of both) {
      leave();
      await expect(answer).rejects.toThrow();
    }
    expect(await logShows((calls) => calls.every(({ aborted }) => aborted))).toHaveLength(2);
  });
});

describe('the calls of one request', () => {
  test('run four at a time', async () => {
    await slow(60);
    const fields = Object.values(OBJECTS).flatMap((object, index) => [
      `b${index}: listEntries(objectId: "${object}", listType: BLACKLIST, first: 1) { nodes { id } }`,
      `w${index}: listEntries(objectId: "${object}", listType: WHITELIST, first: 1) { nodes { id } }`,
    ]);
    await bed.ask(`{ ${fields.join(' ')} }`);
    const calls = await log();
    expect(calls).toHaveLength(16);
    const atATime = calls.map(
      ({ startedAt }) => calls.filter((call) => call.startedAt <= startedAt && startedAt < call.finishedAt!).length,
    );
    expect(Math.max(...atATime)).toBe(4);
  });

  test('end when the caller leaves, and no further one begins', async () => {
    const long = page(FIREWALLS.busy, 4096);
    await bed.control('PUT', 'faults', { faults: [{ match: { offset: 0 }, hang: true }] });
    const { answer, leave } = begin(long);
    await logShows((calls) => calls.length > 0);
    leave();
    await expect(answer).rejects.toThrow();
    const calls = await logShows((calls) => calls.some(({ aborted }) => aborted));
    expect(calls.every(({ query }) => query.offset === '0')).toBe(true);
  });

  test('end at the deadline', async () => {
    await withBed({ REQUEST_TIMEOUT_MS: '300' }, {}, async (hurried) => {
      await hurried.control('PUT', 'faults', { faults: [{ hang: true }] });
      const { errors } = await hurried.ask(page(FIREWALLS.busy, 4096));
      expect(errors?.[0]?.extensions?.code).toBe('UPSTREAM_TIMEOUT');
      expect(await hurried.calls()).toHaveLength(1);
    });
  });
});
