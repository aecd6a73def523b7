import { setTimeout as wait } from 'node:timers/promises';
import { withBed } from '../bed.ts';
import { atMost, type Case, none } from '../figure.ts';
import { LIST, until } from './followers.ts';
import { Wanderer } from './wanderers.ts';

const FOLLOWERS = 100;
const COMINGS_BACK = 10_000;
const INTERVAL_MS = 50;

/** Followers that come back all the time with the version they know, while rows come and go. */
export const comingsBack: Case = {
  name: '10,000 reconnects with since',
  seconds: 120,
  run: () =>
    withBed({ LIVE_INTERVAL_MS: `${INTERVAL_MS}`, LIVE_IDLE_INTERVAL_MS: `${INTERVAL_MS}` }, async (bed) => {
      const { gateway, upstream } = bed;
      const port = Number(new URL(gateway.url).port);
      // What CFW has, by the list's own log: what was put in and not taken out.
      const there = new Set<string>();
      const wanderers = Array.from({ length: FOLLOWERS }, () => new Wanderer());
      for (const wanderer of wanderers) wanderer.follow(port);
      await until(() => wanderers.every(({ since }) => since !== undefined), 30_000);
      let isOver = false;
      const move = async () => {
        for (let row = 0; !isOver; row++) {
          await upstream.putRows(LIST, { task_id: `row-${row}`, name: `row-${row}` });
          there.add(`row-${row}`);
          if (row % 3 === 2) {
            await upstream.removeRow(`row-${row - 2}`);
            there.delete(`row-${row - 2}`);
          }
          await wait(10);
        }
      };
      const moving = move();
      let back = 0;
      const wander = async (wanderer: Wanderer) => {
        while (back++ < COMINGS_BACK) {
          wanderer.leave();
          await wait(Math.random() * 200);
          wanderer.follow(port);
          const { current } = wanderer;
          await until(() => current!.times.length + current!.complaints.length > 0, 10_000);
        }
      };
      await Promise.all(wanderers.map(wander));
      isOver = true;
      await moving;
      const wanted = String([...there].sort());
      const isRight = ({ rows }: Wanderer) => String([...rows.values()].sort()) === wanted;
      await until(() => wanderers.every(isRight), 10_000);
      for (const wanderer of wanderers) wanderer.leave();
      return [
        atMost('who do not hold what CFW holds', 0, wanderers.filter((one) => !isRight(one)).length),
        none(
          'told twice, or without what it rests on',
          wanderers.flatMap(({ faults }) => faults),
        ),
        atMost(
          'resets after the first',
          0,
          wanderers.reduce((sum, { resets }) => sum + resets - 1, 0),
        ),
      ];
    }),
};
