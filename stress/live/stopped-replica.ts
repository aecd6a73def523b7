import { setTimeout as wait } from 'node:timers/promises';
import { startGateway, withBed } from '../bed.ts';
import { atMost, type Case } from '../figure.ts';
import { LIST, until } from './followers.ts';
import { fetchRows, Wanderer } from './wanderers.ts';

const STAYERS = 1_000;

/** A replica is stopped while many follow; all go to another that follows the same list. */
export const stoppedReplica: Case = {
  name: 'SIGTERM with 1,000 followers and a second replica',
  seconds: 60,
  run: () =>
    withBed({ LIVE_INTERVAL_MS: '200', LIVE_IDLE_INTERVAL_MS: '200' }, async ({ gateway, upstream }) => {
      const second = await startGateway({
        CFW_ENDPOINT: upstream.url,
        LIVE_INTERVAL_MS: '200',
        LIVE_IDLE_INTERVAL_MS: '200',
      });
      const ports = [gateway, second].map(({ url }) => Number(new URL(url).port)) as [number, number];
      const there = new Wanderer(fetchRows);
      there.follow(ports[1]);
      const wanderers = Array.from({ length: STAYERS }, () => new Wanderer(fetchRows));
      for (const wanderer of wanderers) {
        wanderer.follow(ports[0]);
        wanderer.current!.socket.once('close', () => wanderer.follow(ports[1]));
      }
      await until(() => [there, ...wanderers].every(({ since }) => since !== undefined), 30_000);
      await upstream.putRows(LIST, { task_id: 'before', name: 'before' });
      await wait(1_000);
      gateway.signal('SIGTERM');
      for (let row = 0; row < 20; row++) {
        await upstream.putRows(LIST, { task_id: `row-${row}`, name: `row-${row}` });
        await wait(150);
      }
      const code = await gateway.exited;
      // The row that every simulator has, the one before, and those that came meanwhile.
      const isRight = ({ rows }: Wanderer) => rows.size === 22;
      await until(() => wanderers.every(isRight), 10_000);
      for (const wanderer of [there, ...wanderers]) wanderer.leave();
      await second.kill();
      return [
        atMost('exit code', 0, Number(code)),
        atMost('who lost a change', 0, wanderers.filter((one) => !isRight(one)).length),
      ];
    }),
};
