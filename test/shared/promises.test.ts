import { afterEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { withEachServer } from '../support/redis.ts';
import { codeOf, type Replicas, startReplicas } from './replicas.ts';

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

withEachServer((program) => {
  describe('rates', () => {
    test('UPSTREAM_RATE is what all replicas may call together', async () => {
      bed = await startReplicas(program, 4, { UPSTREAM_RATE: '6/10m' });
      const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => bed.ask(at % 4, tasks(at + 1))));
      expect(answers.map(codeOf).sort()).toEqual([...Array(6).fill('OK'), ...Array(6).fill('RATE_LIMITED')]);
      expect(await bed.calls()).toHaveLength(6);
    });

    test('what one has learnt from CFW, all keep', async () => {
      bed = await startReplicas(program, 2, { REQUEST_TIMEOUT_MS: '30000' });
      await bed.control('PUT', 'faults', { faults: [{ rateLimit: { limit: 10, windowSeconds: 2 } }] });
      for (let at = 0; at < 12; at++) await bed.ask(0, tasks(at + 1));
      expect((await bed.calls()).map(({ status }) => status)).toContain(429);
      const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => bed.ask(at % 2, tasks(at + 20))));
      expect(answers.map(codeOf)).toEqual(answers.map(() => 'OK'));
      const seen = await bed.calls();
      // On a slow machine one or two calls overtake others on their way, and come before CFW counts them in its next window.
      // A replica that had learnt nothing would send its fifteen at once, and be refused at least five of them.
      const refused = seen.filter(({ status }) => status === 429);
      expect(refused.length).toBeLessThanOrEqual(3);
      expect(seen).toHaveLength(30 + refused.length);
    });

    test('while Redis is away each replica takes its share', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '8/10m' });
      // Both know of two by now.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await bed.redis.kill();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => bed.ask(at % 2, tasks(at + 1))));
      expect(answers.filter((answer) => codeOf(answer) === 'OK')).toHaveLength(8);
      expect(await bed.calls()).toHaveLength(8);
    });

    test('what was called while Redis was away counts when it is back', async () => {
      bed = await startReplicas(program, 2, { UPSTREAM_RATE: '8/10m' });
      for (let at = 0; at < 2; at++) expect(codeOf(await bed.ask(at, tasks(at + 1)))).toBe('OK');
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      bed.redis.signal('SIGSTOP');
      await Promise.all(Array.from({ length: 10 }, (_, at) => bed.ask(at % 2, tasks(at + 10))));
      bed.redis.signal('SIGCONT');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
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
