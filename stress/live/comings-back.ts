import { setTimeout as wait } from 'node:timers/promises';
import { startGateway, withBed } from '../bed.ts';
import { atMost, type Case, none } from '../figure.ts';
import { type Changes, LIST, StressFollower, until } from './followers.ts';

const FOLLOWERS = 100;
const COMINGS_BACK = 10_000;
const INTERVAL_MS = 50;

interface Row {
  readonly id: string;
  readonly name: string;
}

/** What a front end fetches when it is told to begin anew. */
async function fetchRows(port: number): Promise<readonly Row[]> {
  const query = `{ captureTasks(firewallId: "${LIST.firewallId}", first: 1000) { nodes { id name } } }`;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': 'a-token' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data?: { captureTasks: { nodes: Row[] } | null } };
    if (data?.captureTasks) return data.captureTasks.nodes;
    await wait(100);
  }
}

/** One who comes and goes, keeps what it is told, and notices what is told twice. */
class Wanderer {
  readonly rows = new Map<string, string>();
  readonly faults: string[] = [];
  since: string | undefined;
  resets = 0;
  current: StressFollower | undefined;
  readonly #fetch: ((port: number) => Promise<readonly Row[]>) | undefined;
  /** Events are taken one after the other, also while something is fetched. */
  #taken: Promise<void> = Promise.resolve();

  /** @param fetch what is done on a reset; left out: nothing, for those who only look at what they are told */
  constructor(fetch?: (port: number) => Promise<readonly Row[]>) {
    this.#fetch = fetch;
  }

  follow(port: number): void {
    const asks = this.since === undefined ? {} : { since: this.since };
    this.current = new StressFollower(port, asks, (changes, follower) => {
      if (follower !== this.current) return;
      this.since = changes.version;
      this.#taken = this.#taken.then(() => this.#take(changes, port));
    });
  }

  leave(): void {
    this.current?.socket.destroy();
    this.current = undefined;
  }

  async #take({ added, changed, removed, reset }: Changes, port: number): Promise<void> {
    if (reset) this.resets++;
    if (reset && this.#fetch !== undefined) {
      this.rows.clear();
      for (const { id, name } of await this.#fetch(port)) this.rows.set(id, name);
    }
    for (const id of removed) if (!this.rows.delete(id)) this.faults.push(`removed twice, or never told: ${id}`);
    for (const { id, name } of added) {
      if (this.rows.has(id)) this.faults.push(`added twice: ${name}`);
      this.rows.set(id, name);
    }
    for (const { id, name } of changed) {
      if (!this.rows.has(id)) this.faults.push(`changed, but never added: ${name}`);
      this.rows.set(id, name);
    }
  }
}

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
