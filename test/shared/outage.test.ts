import { afterEach, expect, test } from '@jest/globals';
import { runCheck } from '../../src/cli/check-command.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { withEachServer } from '../support/redis.ts';
import { startLoad, tasks } from './load.ts';
import { codeOf, pause, type Replicas, startReplicas, TOKEN } from './replicas.ts';

let bed: Replicas;
afterEach(() => bed.close());

withEachServer((program) => {
  test('Redis is killed, comes back empty, is paused and is flushed: no request fails for it, and none is wrong', async () => {
    bed = await startReplicas(program, 2);
    const bothSee = (isAway: boolean) => Promise.all([bed.sees(0, isAway), bed.sees(1, isAway)]);
    await bothSee(false);
    const running = startLoad(bed);
    await pause(200);
    await bed.redis.kill();
    await bothSee(true);
    await pause(200);
    await bed.redis.restart();
    await bothSee(false);
    bed.redis.signal('SIGSTOP');
    await bothSee(true);
    await pause(200);
    bed.redis.signal('SIGCONT');
    await bothSee(false);
    for (let count = 0; count < 10; count++) await bed.redis.command('FLUSHALL');
    expect(await running.stop()).toEqual([]);
    expect(running.answered).toBeGreaterThan(50);
  }, 30_000);

  test('`check` tries it', async () => {
    bed = await startReplicas(program, 1);
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    await runCheck({ CFW_ENDPOINT: 'http://127.0.0.1:1', REDIS_URL: bed.redis.url }, undefined, print);
    expect(lines).toContain('ok       redis: lets this gateway in and lets it write; replicas act as one');
    await bed.redis.command('CONFIG', 'SET', 'requirepass', 'a-password');
    await runCheck({ CFW_ENDPOINT: 'http://127.0.0.1:1', REDIS_URL: bed.redis.url }, undefined, print);
    expect(lines.at(-1)).toBe('failed   redis: It wants a password (NOAUTH). Check REDIS_URL.');
  });

  test('a replica that starts without Redis works alone', async () => {
    bed = await startReplicas(program, 1, { REDIS_URL: 'redis://127.0.0.1:1' });
    expect(codeOf(await bed.ask(0, tasks(3)))).toBe('OK');
    await bed.sees(0, true);
  });

  test('no credential, no row and no id is in Redis, and everything in it expires', async () => {
    bed = await startReplicas(program, 3, { UPSTREAM_RATE: '5000/1m' });
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 100 }] });
    const entries = [
      { address: '198.51.100.77', direction: 'SOURCE', protocol: 'TCP', port: '80', description: 'canary-row' },
    ];
    const write =
      'mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome } } }';
    const written = { input: { objectId: OBJECTS.emptyInternet, listType: 'BLACKLIST', entries } };
    expect(JSON.stringify(await bed.ask(0, write, written))).toContain('CREATED');
    const create = 'mutation($input: CreateCaptureTaskInput!) { createCaptureTask(input: $input) { outcome } }';
    const capture = {
      ...{ firewallId: FIREWALLS.empty, name: 'canary-task', duration: 10, maxPackets: 1000, protocol: 'TCP' },
      ...{ sourceAddress: '192.0.2.1', destAddress: '192.0.2.2', idempotencyKey: 'canary-key' },
    };
    expect(JSON.stringify(await bed.ask(1, create, { input: capture }))).toContain('DONE');
    const list = `{ listEntries(objectId: "${OBJECTS.emptyInternet}", listType: BLACKLIST, first: 9) { nodes { address description } } }`;
    const answers = await Promise.all([0, 1, 2, 0, 1, 2].map((replica) => bed.ask(replica, list)));
    for (const answer of answers) expect(JSON.stringify(answer)).toContain('canary-row');

    const names = (await bed.redis.command('KEYS', '*')) as string[];
    // Answers that were waited for, outcomes, rates and generations are all there to be read.
    for (const kind of ['flight', 'outcome', 'calls', 'generation']) {
      expect(names.filter((name) => name.startsWith(`cfw-graphql:${kind}:`))).not.toEqual([]);
    }
    const canaries = [
      TOKEN,
      'canary',
      '198.51.100.77',
      OBJECTS.emptyInternet,
      FIREWALLS.empty,
      '09bb24e6fe80d23d2fa2c010b53b418c',
    ];
    for (const name of names) {
      const text = `${name} ${await textOf(name)}`;
      for (const canary of canaries) expect(text).not.toContain(canary);
      expect([name, await bed.redis.command('PTTL', name)]).toEqual([name, expect.any(Number)]);
      expect(await bed.redis.command('PTTL', name)).not.toBe(-1);
    }
  }, 20_000);
});

/** Everything that a name stands for, and what it is when it was encoded. */
async function textOf(name: string): Promise<string> {
  const kind = await bed.redis.command('TYPE', name);
  const read: Record<string, string[]> = {
    string: ['GET', name],
    hash: ['HGETALL', name],
    set: ['SMEMBERS', name],
    zset: ['ZRANGE', name, '0', '-1'],
    list: ['LRANGE', name, '0', '-1'],
  };
  const value =
    read[String(kind)] === undefined ? '' : [await bed.redis.command(...read[String(kind)]!)].flat().join(' ');
  return `${value} ${Buffer.from(value, 'base64').toString('latin1')}`;
}
