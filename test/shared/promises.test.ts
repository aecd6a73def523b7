import { afterEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { withEachServer } from '../support/redis.ts';
import { ACQUAINTED_MS, codeOf, pause, type Replicas, startReplicas } from './replicas.ts';

let bed: Replicas;
afterEach(() => bed.close());

const tasks = (first: number) =>
  `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: ${first}) { nodes { name } } }`;
const CREATE =
  'mutation($input: CreateCaptureTaskInput!) { createCaptureTask(input: $input) { outcome captureTask { taskId name } } }';
const input = (name: string, idempotencyKey: string) => ({
  input: {
    ...{ firewallId: FIREWALLS.empty, name, duration: 10, maxPackets: 1000, protocol: 'TCP', idempotencyKey },
    ...{ sourceAddress: '192.0.2.1', destAddress: '192.0.2.2' },
  },
});

/** That nobody waits for an answer any more. */
const gone = (answer: Promise<unknown>) => expect(answer).rejects.toThrow();

withEachServer((program) => {
  describe('rates', () => {
    test('UPSTREAM_RATE is what all replicas may call together', async () => {
      bed = await startReplicas(program, 4, { UPSTREAM_RATE: '6/10m' });
      const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => bed.ask(at % 4, tasks(at + 1))));
      expect(answers.map(codeOf).sort()).toEqual([...Array(6).fill('OK'), ...Array(6).fill('RATE_LIMITED')]);
      expect(await bed.calls()).toHaveLength(6);
    });

    test('what one has learnt from CFW, all keep, and what all have called before counts', async () => {
      bed = await startReplicas(program, 2);
      await bed.control('PUT', 'faults', { faults: [{ rateLimit: { limit: 10, windowSeconds: 2 } }] });
      for (let at = 0; at < 10; at++) expect(codeOf(await bed.ask(at % 2, tasks(at + 1)))).toBe('OK');
      const overrun = bed.ask(0, tasks(50));
      const seen = [...(await bed.calls())];
      while (!seen.some(({ status }) => status === 429)) seen.push(...(await bed.calls()));
      await pause(ACQUAINTED_MS / 2);
      const more = Array.from({ length: 8 }, (_, at) => bed.ask(at % 2, tasks(at + 20)));
      await pause(ACQUAINTED_MS);
      seen.push(...(await bed.calls()));
      // A replica that had not heard of it, or one that knew of its own calls alone, would be refused at once.
      expect(seen.filter(({ status }) => status === 429)).toHaveLength(1);
      // When they come does not matter here.
      for (const answer of [overrun, ...more]) answer.catch(() => null);
    });

    test('who leaves gives its turn to the next', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '2/1s', REQUEST_TIMEOUT_MS: '3000' });
      const turns = async () => {
        const [calls] = (await bed.redis.command('KEYS', 'cfw-graphql:calls:*')) as string[];
        return calls === undefined ? 0 : Number(await bed.redis.command('ZCARD', calls));
      };
      await Promise.all([bed.ask(0, tasks(1)), bed.ask(1, tasks(2))]);
      // These would take both turns that come in time.
      const leaving = new AbortController();
      const left = [0, 1].map((replica) => gone(bed.ask(replica, tasks(replica + 10), {}, {}, leaving.signal)));
      while ((await turns()) < 4) await pause(5);
      leaving.abort();
      await Promise.all(left);
      while ((await turns()) > 2) await pause(5);
      const answers = await Promise.all([bed.ask(0, tasks(20)), bed.ask(1, tasks(21))]);
      expect(answers.map(codeOf)).toEqual(['OK', 'OK']);
    });

    test('while Redis is away each replica takes its share', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '8/10m' });
      await pause(ACQUAINTED_MS);
      await bed.redis.kill();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => bed.ask(at % 2, tasks(at + 1))));
      expect(answers.filter((answer) => codeOf(answer) === 'OK')).toHaveLength(8);
      expect(await bed.calls()).toHaveLength(8);
    });

    test('what was called while Redis was away counts when it is back', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '8/10m' });
      for (let at = 0; at < 2; at++) expect(codeOf(await bed.ask(at, tasks(at + 1)))).toBe('OK');
      await pause(ACQUAINTED_MS);
      bed.redis.signal('SIGSTOP');
      await Promise.all(Array.from({ length: 10 }, (_, at) => bed.ask(at % 2, tasks(at + 10))));
      bed.redis.signal('SIGCONT');
      await Promise.all([bed.sees(0, false), bed.sees(1, false)]);
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => bed.ask(at % 2, tasks(at + 30))));
      expect(answers.map(codeOf)).not.toContain('OK');
      expect(await bed.calls()).toHaveLength(8);
    });

    test('what Redis has forgotten, the replicas tell it again', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '6/10m' });
      for (let at = 0; at < 4; at++) await bed.ask(at % 2, tasks(at + 1));
      await bed.redis.command('FLUSHALL');
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => bed.ask(at % 2, tasks(at + 10))));
      expect(answers.filter((answer) => codeOf(answer) === 'OK').length).toBeLessThanOrEqual(3);
      expect((await bed.calls()).length).toBeLessThanOrEqual(7);
    });
  });

  test('a wrong key is refused three times in all, however many replicas try it', async () => {
    const key = {
      HUAWEICLOUD_SDK_AK: 'AKEXAMPLE0000000001',
      HUAWEICLOUD_SDK_SK: 'a-wrong-secret-key',
      ALLOW_ANONYMOUS: 'true',
    };
    bed = await startReplicas(program, 4, key);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => bed.ask(at % 4, tasks((at % 25) + 1))));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['UNAUTHENTICATED']));
    const refused = (await bed.calls()).filter(({ status }) => status === 401);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(3);
  });

  test('a capture that another replica creates at the same time, with the same name, is not taken for ours', async () => {
    bed = await startReplicas(program, 2, { REQUEST_TIMEOUT_MS: '2500' });
    // The second create is lost on its way, while the first is under way.
    const match = { operation: 'CreateCaptureTask' };
    await bed.control('PUT', 'faults', {
      faults: [
        { match, skip: 1, reset: true },
        { match, latencyMs: 400 },
      ],
    });
    const first = bed.ask(0, CREATE, input('one', 'key-1'));
    await pause(200);
    const second = bed.ask(1, CREATE, input('one', 'key-2'));
    expect(JSON.stringify(await first)).toContain('"DONE"');
    expect((await second).data).toEqual({ createCaptureTask: { outcome: 'UNKNOWN', captureTask: null } });
  });

  describe('idempotency keys', () => {
    test('stand for one outcome on all replicas', async () => {
      bed = await startReplicas(program, 3);
      const many = [0, 1, 2, 0, 1, 2].map((replica) => bed.ask(replica, CREATE, input('one', 'key-1')));
      const answers = new Set((await Promise.all(many)).map((answer) => JSON.stringify(answer)));
      expect([...answers][0]).toContain('"DONE"');
      expect(answers.size).toBe(1);
      expect(JSON.stringify(await bed.ask(1, CREATE, input('one', 'key-1')))).toBe([...answers][0]);
      expect((await bed.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
    });

    test('and for one input', async () => {
      bed = await startReplicas(program, 2);
      expect(codeOf(await bed.ask(0, CREATE, input('one', 'key-1')))).toBe('OK');
      expect(codeOf(await bed.ask(1, CREATE, input('two', 'key-1')))).toBe('BAD_USER_INPUT');
      expect((await bed.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
    });
  });
});
