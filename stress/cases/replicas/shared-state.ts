import { setTimeout as wait } from 'node:timers/promises';
import { FIREWALLS, OBJECTS } from '../../../src/simulator/known.ts';
import { Client, operation } from '../../client.ts';
import { atLeast, atMost, type Case, none } from '../../figure.ts';
import { openLoop } from '../../open-loop.ts';
import { withReplicas } from '../../replicas.ts';
import { bodyOf, isWhole } from '../../verdict.ts';

const REPLICAS = 4;
/** Pages of lists that are not equal, in turn. */
const page = (turn: number, rows = 1) =>
  operation(
    `{ captureTasks(firewallId: "${FIREWALLS.busy}", first: ${rows + (turn % 1_000)}) { totalCount nodes { name } } }`,
  );

/** Equal requests on all replicas at once. */
export const replicaFlights: Case = {
  name: '200 equal requests over 4 replicas, replica flights',
  seconds: 10,
  run: () =>
    withReplicas(REPLICAS, {}, async ({ upstream, balancer }) => {
      await upstream.faults({ latencyMs: 300 });
      await upstream.calls();
      const client = new Client(balancer.url);
      const replies = await Promise.all(Array.from({ length: 200 }, () => client.send(page(0, 50))));
      client.close();
      return [
        none(
          'failed requests',
          replies.filter((reply) => !isWhole(reply)).map(({ body }) => body),
        ),
        atMost('CFW calls', 1, await upstream.calls()),
      ];
    }),
};

const WRITES = 1_000;

/** What was written on one replica is read on another at once. */
export const replicaWrites: Case = {
  name: '1,000 writes, each read at once on another replica',
  seconds: 90,
  run: () =>
    withReplicas(2, {}, async ({ replicas }) => {
      const clients = replicas.map(({ url }) => new Client(url));
      const object = OBJECTS.emptyInternet;
      const query = `{ listEntries(objectId: "${object}", listType: BLACKLIST, first: 5) { nodes { address } } }`;
      let isOver = false;
      // Somebody reads the list all the time, so that there is always a call that could be joined.
      const reading = clients.map(async (client) => {
        while (!isOver) await client.send(operation(query));
      });
      const stale: string[] = [];
      const failed: string[] = [];
      for (let count = 0; count < WRITES; count++) {
        const address = `10.9.${count >> 8}.${count & 255}`;
        const entry = `{ address: "${address}", direction: SOURCE, protocol: TCP, port: "80" }`;
        const input = `{ objectId: "${object}", listType: BLACKLIST, entries: [${entry}] }`;
        const write = `mutation { createListEntries(input: ${input}) { results { outcome } } }`;
        const written = await clients[count % 2]!.send(operation(write));
        if (!written.body.includes('"CREATED"')) failed.push(written.body);
        const read = await clients[(count + 1) % 2]!.send(operation(query));
        if (!read.body.includes(`"${address}"`)) stale.push(`${address}: ${read.body}`);
      }
      isOver = true;
      await Promise.all(reading);
      for (const client of clients) client.close();
      return [none('writes that failed', failed), none('stale reads', stale)];
    }),
};

/** A key whose secret is wrong. */
export const replicaKeys: Case = {
  name: 'a wrong key, 100 requests over 4 replicas, replica keys',
  seconds: 10,
  run: () =>
    withReplicas(
      REPLICAS,
      { HUAWEICLOUD_SDK_AK: 'AKEXAMPLE0000000001', HUAWEICLOUD_SDK_SK: 'wrong', ALLOW_ANONYMOUS: 'true' },
      async ({ upstream, balancer }) => {
        const client = new Client(balancer.url);
        await Promise.all(Array.from({ length: 100 }, (_, turn) => client.send(page(turn))));
        client.close();
        const { unauthorized } = await upstream.statuses();
        return [atLeast('bad signatures', 1, unauthorized), atMost('bad signatures', 3, unauthorized)];
      },
    ),
};

/** Redis is killed, comes back, is paused and flushed while requests come. */
export const replicaOutage: Case = {
  name: 'Redis killed, paused for 10 s, flushed, under load, replica outage',
  seconds: 40,
  run: () =>
    withReplicas(REPLICAS, {}, async ({ redis, balancer }) => {
      const client = new Client(balancer.url);
      let turn = 0;
      const rows = (at: number) => 1 + (at % 40);
      const wrong: string[] = [];
      const asking = openLoop(24, 100, async () => {
        const expected = rows(turn);
        const reply = await client.send(page(0, rows(turn++)));
        const list = bodyOf(reply).data?.captureTasks as { nodes: unknown[] } | undefined;
        if (list?.nodes.length !== expected) wrong.push(`${expected} rows: ${reply.status} ${reply.body}`);
        return reply;
      });
      await wait(2_000);
      await redis.kill();
      await wait(3_000);
      await redis.restart();
      await wait(3_000);
      redis.signal('SIGSTOP');
      await wait(10_000);
      redis.signal('SIGCONT');
      await wait(2_000);
      for (let count = 0; count < 20; count++) {
        await redis.command('FLUSHALL');
        await wait(100);
      }
      const replies = await asking;
      client.close();
      return [none('failed or wrong answers', wrong), atLeast('requests', 2_000, replies.length)];
    }),
};
