import { afterEach, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { withEachServer } from '../support/redis.ts';
import { codeOf, type Replicas, startReplicas } from './replicas.ts';

const TASKS = `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: 20) { totalCount nodes { id name } } }`;

let bed: Replicas;
afterEach(() => bed.close());

withEachServer((program) => {
  test('equal reads on four replicas are one call, and all get its rows', async () => {
    bed = await startReplicas(program, 4);
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 300 }] });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => bed.ask(at % 4, TASKS)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codeOf(answers[0]!)).toBe('OK');
    expect(await bed.calls()).toHaveLength(1);
  });

  test('those of other credentials, projects and languages are calls of their own', async () => {
    bed = await startReplicas(program, 2);
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 300 }] });
    const others = [
      {},
      { 'x-auth-token': 'another' },
      { 'x-language': 'zh-cn' },
      { 'x-project-id': '9d80d070b6d44942af73c9c3d38e0429' },
    ];
    await Promise.all(others.flatMap((headers) => [bed.ask(0, TASKS, {}, headers), bed.ask(1, TASKS, {}, headers)]));
    expect(await bed.calls()).toHaveLength(others.length);
  });

  test('what CFW refuses, it refuses once for all', async () => {
    bed = await startReplicas(program, 2);
    const refusal = { status: 404, errorCode: 'CFW.00200005', latencyMs: 300 };
    await bed.control('PUT', 'faults', { faults: [refusal] });
    const answers = await Promise.all([0, 1, 0, 1].map((replica) => bed.ask(replica, TASKS)));
    expect(answers.map(codeOf)).toEqual(answers.map(() => codeOf(answers[0]!)));
    expect(codeOf(answers[0]!)).not.toBe('OK');
    expect(await bed.calls()).toHaveLength(1);
  });

  test('a call that has ended is under way for nobody, also when that is told with the next', async () => {
    bed = await startReplicas(program, 1);
    const page = (first: number) =>
      bed.ask(0, `{ captureTasks(firewallId: "${FIREWALLS.documented}", first: ${first}) { nodes { name } } }`);
    // While some end, others begin.
    const asking = Array.from({ length: 8 }, async (_, at) => {
      for (let turn = 0; turn < 10; turn++) expect(codeOf(await page(1 + at + 8 * turn))).toBe('OK');
    });
    await Promise.all(asking);
    await page(100);
    // Only what has ended last may not be told of yet.
    expect(((await bed.redis.command('KEYS', 'cfw-graphql:flight:*')) as string[]).length).toBeLessThanOrEqual(1);
  });

  test('when the replica that makes the call ends, the others go on by themselves', async () => {
    bed = await startReplicas(program, 3);
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 700, times: 1 }] });
    const first = bed.ask(0, TASKS).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const others = [bed.ask(1, TASKS), bed.ask(2, TASKS)];
    await new Promise((resolve) => setTimeout(resolve, 150));
    await bed.gateways[0]!.close();
    await first;
    expect((await Promise.all(others)).map(codeOf)).toEqual(['OK', 'OK']);
    expect((await bed.calls()).length).toBeLessThanOrEqual(3);
  });

  test('a read that begins after a write on another replica joins no call from before it', async () => {
    bed = await startReplicas(program, 2);
    const object = OBJECTS.emptyInternet;
    const list = `{ listEntries(objectId: "${object}", listType: BLACKLIST, first: 77) { nodes { address } } }`;
    const operation = 'ListBlackWhiteLists';
    await bed.control('PUT', 'faults', { faults: [{ latencyMs: 2_500, times: 1, match: { operation } }] });
    let isOver = false;
    const before = bed.ask(1, list).then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const entries = [{ address: '198.51.100.9', direction: 'SOURCE', protocol: 'TCP', port: '80' }];
    const input = { objectId: object, listType: 'BLACKLIST', entries };
    const write =
      'mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome } } }';
    expect(JSON.stringify(await bed.ask(0, write, { input }))).toContain('CREATED');
    expect(JSON.stringify(await bed.ask(1, list))).toContain('198.51.100.9');
    expect(isOver).toBe(false);
    await before;
    expect((await bed.calls()).filter(({ query }) => query.limit === '77')).toHaveLength(2);
  });
});
