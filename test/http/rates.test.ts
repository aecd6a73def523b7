import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readEnvironment } from '../../src/environment.ts';
import { CallLog, keptWindowMs } from '../../src/memory/call-log.ts';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { type Answer, startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
afterEach(async () => {
  await bed?.close();
});

/** Asks for so many tasks, so that no two of these are one call. */
function ask(place: number, token = 'token-of-a-tenant'): Promise<Answer> {
  const first = place + 1;
  return bed.ask(
    `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: ${first}) { totalCount pageInfo { hasNextPage } } }`,
    {},
    { 'x-auth-token': token },
  );
}

async function statuses(): Promise<readonly (number | null)[]> {
  return (await bed.calls()).map(({ status }) => status);
}

const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions?.code ?? 'OK';

describe('what CFW allows is learnt from its 429', () => {
  test('and from then on nothing is sent that it would refuse', async () => {
    bed = await startTestBed();
    await bed.control('PUT', 'faults', { faults: [{ rateLimit: { limit: 8, windowSeconds: 1 } }] });
    // At once, for a slow machine needs more than a window for nine that follow each other.
    do {
      const answers = await Promise.all(Array.from({ length: 9 }, (_, place) => ask(place)));
      expect(answers.map(codeOf)).toEqual(answers.map(() => 'OK'));
    } while (!(await statuses()).includes(429));
    const answers = await Promise.all(Array.from({ length: 30 }, (_, place) => ask(10 + place)));
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'OK'));
    const seen = await statuses();
    expect(seen.length).toBeGreaterThanOrEqual(30);
    // On a slow machine a few overtake others on their way. Sent at once, at least twenty-two would be refused.
    expect(seen.filter((status) => status === 429).length).toBeLessThanOrEqual(3);
  });

  test('for the credential that was told, and for no other', async () => {
    bed = await startTestBed();
    const limited = { rateLimit: { limit: 1, windowSeconds: 600 }, match: { token: 'one' } };
    await bed.control('PUT', 'faults', { faults: [limited] });
    expect([codeOf(await ask(1, 'one')), codeOf(await ask(2, 'one'))]).toEqual(['OK', 'RATE_LIMITED']);
    await bed.calls();
    expect([codeOf(await ask(3, 'one')), codeOf(await ask(4, 'two')), codeOf(await ask(5, 'two'))]).toEqual([
      'RATE_LIMITED',
      'OK',
      'OK',
    ]);
    expect((await bed.calls()).map(({ headers }) => headers['x-auth-token'])).not.toContain('one');
  });
});

describe('UPSTREAM_RATE', () => {
  test('is kept from the start; who would wait for too long is told when to come back', async () => {
    bed = await startTestBed({ UPSTREAM_RATE: '3/10m' });
    const query = `{ firewalls { totalCount } }`;
    for (let count = 0; count < 3; count++) expect(codeOf(await bed.ask(query))).toBe('OK');
    const refused = await bed.ask(query);
    expect(codeOf(refused)).toBe('RATE_LIMITED');
    expect(refused.errors![0]!.message).toMatch(/Try again in (59\d|60[0-6]) s/);
    expect(await bed.calls()).toHaveLength(3);
  });

  test('who can wait does, in the order of asking', async () => {
    bed = await startTestBed({ UPSTREAM_RATE: '1/1s' });
    const asked: Promise<Answer>[] = [];
    for (let place = 0; place < 3; place++) {
      asked.push(ask(place));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await Promise.all(asked);
    expect((await bed.calls()).map(({ query }) => query.limit)).toEqual(['1', '2', '3']);
  });

  test('a turn leaves time for the call itself', async () => {
    bed = await startTestBed({ UPSTREAM_RATE: '2/1s', REQUEST_TIMEOUT_MS: '3200' });
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 500 }] });
    const codes = (await Promise.all(Array.from({ length: 20 }, (_, place) => ask(place)))).map(codeOf);
    expect(new Set(codes)).toEqual(new Set(['OK', 'RATE_LIMITED']));
  });

  test('must be calls by time', () => {
    for (const rate of ['200', '0/5m', '200/2d', '200/5', '200/5w', '1.5/s'])
      expect(() => readEnvironment({ UPSTREAM_RATE: rate })).toThrow(
        /^UPSTREAM_RATE must be .* Example: UPSTREAM_RATE=200\/5m$/,
      );
    expect(readEnvironment({ UPSTREAM_RATE: '200/5m' }).upstreamRate).toEqual({ calls: 200, windowMs: 300_000 });
    expect(readEnvironment({ UPSTREAM_RATE: '50/s' }).upstreamRate).toEqual({ calls: 50, windowMs: 1000 });
  });
});

test('no window has more calls than any of its limits, however they come', () => {
  const limit = fc.record({ calls: fc.integer({ min: 1, max: 9 }), windowMs: fc.integer({ min: 1, max: 500 }) });
  fc.assert(
    fc.property(
      fc.array(limit, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(120), { minLength: 1, maxLength: 80 }),
      (limits, pauses) => {
        const log = new CallLog();
        const sent: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const at = log.next(limits, now);
          log.note(at);
          sent.push(at);
        }
        for (const one of limits) {
          for (const [index, at] of sent.entries()) {
            const inWindow = sent.slice(index).filter((other) => other < at + keptWindowMs(one));
            expect(inWindow.length).toBeLessThanOrEqual(one.calls);
          }
        }
        // And nobody waits without need: each leaves at once, or just when a window lets it.
        for (const [index, at] of sent.entries()) {
          const asked = pauses.slice(0, index + 1).reduce((sum, pause) => sum + pause, 0);
          const lets = limits.map((one) => (sent[index - one.calls] ?? Number.NEGATIVE_INFINITY) + keptWindowMs(one));
          expect(at).toBe(Math.max(asked, ...lets));
        }
      },
    ),
  );
});
