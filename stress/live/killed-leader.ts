import { setTimeout as wait } from 'node:timers/promises';
import { atLeast, atMost, type Case, none } from '../figure.ts';
import { withReplicas } from '../replicas.ts';
import { LIST, openFollowers, until } from './followers.ts';

const REPLICAS = 3;
const FOLLOWERS = 20;
/** What `LIVE_INTERVAL_MS` is where nothing is said. */
const INTERVAL_MS = 5_000;
const KILLED_AFTER_MS = 12_000;
const LOOK_MS = 20;
/** CFW's code for a task that runs, which is what makes a list polled at the shorter interval. */
const RUNNING = 2;

/** The replica that polls a list for all is killed, while rows come all the time. */
export const killedLeader: Case = {
  name: 'SIGKILL of the replica that polls for 3, killed leader',
  seconds: 45,
  run: () =>
    withReplicas(REPLICAS, {}, async ({ upstream, replicas }) => {
      const row = (name: string) => upstream.putRows(LIST, { task_id: name, name, status: RUNNING });
      await row('first');
      // Who is followed first polls first.
      const known: Set<string>[] = [];
      for (const { url } of replicas) {
        const ofThis = new Map<object, Set<string>>();
        const followers = await openFollowers(
          FOLLOWERS,
          url,
          () => ({}),
          ({ added }, follower) => {
            for (const { name } of added) ofThis.get(follower)?.add(name);
          },
        );
        for (const follower of followers) ofThis.set(follower, new Set());
        known.push(...ofThis.values());
      }
      const surviving = known.slice(FOLLOWERS);
      const put: string[] = [];
      let isOver = false;
      const putting = (async () => {
        while (!isOver) {
          const name = `row-${put.length}`;
          await row(name);
          put.push(name);
          await wait(250);
        }
      })();
      await upstream.calls();
      await wait(KILLED_AFTER_MS);
      const before = await upstream.calls();
      await replicas[0]!.kill();
      await upstream.calls();
      const since = performance.now();
      while ((await upstream.calls()) === 0) await wait(LOOK_MS);
      const pollMs = performance.now() - since;
      await wait(INTERVAL_MS);
      isOver = true;
      await putting;
      const missing = (one: Set<string>) => put.filter((name) => !one.has(name));
      await until(() => surviving.every((one) => missing(one).length === 0), 3 * INTERVAL_MS);
      return [
        atLeast('calls of its polls before', 1, before),
        atMost('ms to the next poll', 2 * INTERVAL_MS, pollMs),
        atLeast('rows that came', 20, put.length),
        none('changes lost', surviving.flatMap(missing)),
      ];
    }),
};
