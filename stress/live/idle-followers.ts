import { setTimeout as wait } from 'node:timers/promises';
import { cpuSeconds, residentMiB, withBed } from '../bed.ts';
import { atMost, type Case, none } from '../figure.ts';
import { PROJECTS } from '../projects.ts';
import { openFollowers } from './followers.ts';

const FOLLOWERS = 10_000;
const LISTS = 100;
/** Heartbeats are in it, more than once. */
const WATCHED_S = 30;

/** Many who follow lists in which nothing happens. */
export const idleFollowers: Case = {
  name: '10,000 idle followers over 100 lists',
  seconds: 90,
  run: () =>
    withBed({ LIVE_IDLE_INTERVAL_MS: '600000', LIVE_INTERVAL_MS: '600000' }, async ({ gateway, upstream }) => {
      const before = residentMiB(gateway.pid);
      const followers = await openFollowers(FOLLOWERS, gateway.url, (index) => ({
        projectId: PROJECTS[index % LISTS]!,
      }));
      const polls = await upstream.calls();
      // What came and went while they connected is collected.
      await wait(15_000);
      const since = performance.now();
      const cpu = cpuSeconds(gateway.pid);
      await wait(WATCHED_S * 1_000);
      const share = ((cpuSeconds(gateway.pid) - cpu) / (performance.now() - since)) * 1_000;
      const resident = residentMiB(gateway.pid);
      for (const { socket } of followers) socket.destroy();
      return [
        none(
          'refused',
          followers.flatMap(({ complaints }) => complaints),
        ),
        atMost('polls at the start', LISTS, polls),
        atMost('resident memory', 200, resident, ' MiB'),
        atMost('resident memory of a follower', 12, ((resident - before) * 1_024) / FOLLOWERS, ' KiB'),
        atMost('of a core between polls', 5, share * 100, ' %'),
      ];
    }),
};
