import { setTimeout as wait } from 'node:timers/promises';
import { residentMiB, withBed } from '../bed.ts';
import { atMost, type Case, none, percentile } from '../figure.ts';
import { LIST, openFollowers, type StressFollower, until } from './followers.ts';

const FOLLOWERS = 5_000;
const SECONDS = 60;
const INTERVAL_MS = 2_000;

/** Many who follow one list, in which something happens all the time. */
export const manyFollowers: Case = {
  name: '5,000 followers of one list',
  seconds: 120,
  run: () =>
    withBed({ LIVE_INTERVAL_MS: `${INTERVAL_MS}`, LIVE_IDLE_INTERVAL_MS: `${INTERVAL_MS}` }, async (bed) => {
      const { gateway, upstream } = bed;
      /** When each follower was told of each row. */
      const told = new Map<string, Map<StressFollower, number>>();
      const followers = await openFollowers(
        FOLLOWERS,
        gateway.url,
        () => ({}),
        ({ added }, follower) => {
          for (const { name } of added) told.get(name)?.set(follower, performance.now());
        },
      );
      await upstream.calls();
      const since = performance.now();
      for (let row = 0; performance.now() - since < SECONDS * 1_000; row++) {
        told.set(`row ${row}`, new Map());
        await upstream.putRows(LIST, { name: `row ${row}` });
        await wait(INTERVAL_MS * 1.5);
      }
      await until(() => [...told.values()].every(({ size }) => size === FOLLOWERS), 10_000);
      const passedMs = performance.now() - since;
      const polls = await upstream.calls();
      for (const { socket } of followers) socket.destroy();
      // The first to be told is told by the very turn in which the poll has ended.
      const lags = [...told.values()].flatMap((times) => {
        const first = Math.min(...times.values());
        return [...times.values()].map((time) => time - first);
      });
      return [
        none(
          'refused',
          followers.flatMap(({ complaints }) => complaints),
        ),
        atMost('polls, as many as for one', Math.ceil((passedMs / INTERVAL_MS) * 1.06) + 1, polls),
        atMost(
          'changes not told',
          0,
          [...told.values()].reduce((sum, { size }) => sum + FOLLOWERS - size, 0),
        ),
        atMost('p99 after the first was told', 500, percentile(lags, 0.99), ' ms'),
      ];
    }),
};

const LAZY = 1_000;
const ROUNDS = 40;

/** Those who read nothing, beside one who does. */
export const lazyFollowers: Case = {
  name: '1,000 followers that do not read',
  seconds: 60,
  run: () =>
    withBed({ LIVE_INTERVAL_MS: '200', LIVE_IDLE_INTERVAL_MS: '200' }, async ({ gateway, upstream }) => {
      const lazy = await openFollowers(LAZY, gateway.url, () => ({}));
      for (const { socket } of lazy) socket.pause();
      let seen = '';
      let at = 0;
      const [quick] = await openFollowers(
        1,
        gateway.url,
        () => ({}),
        ({ added }) => {
          seen = added.at(-1)?.name ?? seen;
          at = performance.now();
        },
      );
      const lags: number[] = [];
      const resident: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const name = `${round} ${'x'.repeat(100_000)}`;
        const put = performance.now();
        await upstream.putRows(LIST, { task_id: `big-${round}`, name });
        await until(() => seen === name, 10_000);
        lags.push(at - put);
        await upstream.removeRow(`big-${round}`);
        resident.push(residentMiB(gateway.pid));
      }
      for (const { socket } of [...lazy, quick!]) socket.destroy();
      return [
        // 4 GB would have been sent to them.
        atMost(
          'memory gained in the second half',
          100,
          Math.max(...resident.slice(ROUNDS / 2)) - resident[ROUNDS / 2 - 1]!,
          ' MiB',
        ),
        atMost('p99 of the one who reads', 1_500, percentile(lags, 0.99), ' ms'),
      ];
    }),
};
