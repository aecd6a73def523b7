import { setTimeout as wait } from 'node:timers/promises';
import { withBed } from '../bed.ts';
import { atMost, type Case, type Figure, none } from '../figure.ts';
import { LIST, openFollowers, until } from './followers.ts';

const FOLLOWERS = 200;
const TROUBLE_S = 30;
const SETTINGS = {
  LIVE_INTERVAL_MS: '500',
  LIVE_IDLE_INTERVAL_MS: '4000',
  UPSTREAM_TIMEOUT_MS: '4000',
  REQUEST_TIMEOUT_MS: '10000',
};

interface Trouble {
  readonly name: string;
  readonly fault: object;
  /** Calls of its whole time, at most. */
  readonly calls: number;
  /** After it has passed, the first change is told within so many seconds. */
  readonly withinS: number;
}

const TROUBLES: readonly Trouble[] = [
  // One at the start, and one every ten seconds.
  { name: '429, Retry-After: 10', fault: { status: 429, headers: { 'retry-after': '10' } }, calls: 5, withinS: 15 },
  // Polls of 10 s, each with 2 attempts or 3.
  { name: 'hung', fault: { hang: true }, calls: 12, withinS: 20 },
  // Polls after 1, 2, 4, 4 … seconds. Of calls that fail, one in ten is made again.
  { name: 'gone', fault: { reset: true }, calls: 16, withinS: 10 },
];

/** CFW is in trouble for half a minute. */
export const troubledUpstream: Case = {
  name: 'CFW 429, hung, 401 or gone for 30 s, while 200 follow',
  seconds: 180,
  // One after the other: eight processes that start at once are in trouble of their own.
  async run() {
    const figures: Figure[] = [];
    for (const trouble of TROUBLES) figures.push(...(await passing(trouble)));
    return [...figures, ...(await refusing())];
  },
};

/** What passes: followers wait, and lose nothing. */
function passing({ name, fault, calls, withinS }: Trouble): Promise<Figure[]> {
  return withBed(SETTINGS, async ({ gateway, upstream }) => {
    const told = new Map<object, string[]>();
    const followers = await openFollowers(
      FOLLOWERS,
      gateway.url,
      () => ({}),
      ({ added, removed, reset }, follower) => {
        const names = [...added.map((row) => row.name), ...removed.map(() => 'removed')];
        told.set(follower, [...(told.get(follower) ?? []), ...(reset ? ['reset'] : names)]);
      },
    );
    await upstream.faults(fault);
    await upstream.calls();
    await wait(TROUBLE_S * 1_000);
    const seen = await upstream.calls();
    const gone = followers.filter(({ socket }) => socket.destroyed).length;
    await upstream.faults();
    await upstream.putRows(LIST, { task_id: 'after', name: 'after' });
    const since = performance.now();
    const isTold = () => followers.every((one) => String(told.get(one)) === 'reset,after');
    await until(isTold, withinS * 2_000);
    const lastS = (performance.now() - since) / 1_000;
    // What is told twice would come by now.
    await wait(2_000);
    const all = followers.map((one) => [...(told.get(one) ?? []), ...one.complaints].join());
    const wrong = all.filter((names) => names !== 'reset,after');
    for (const { socket } of followers) socket.destroy();
    return [
      atMost(`${name}: calls in ${TROUBLE_S} s`, calls, seen),
      atMost(`${name}: streams that ended`, 0, gone),
      none(`${name}: told else than the first change after, once`, wrong),
      atMost(`${name}: until all were told`, withinS, lastS, ' s'),
    ];
  });
}

/** What does not pass by itself: all are told, and nobody is polled for any more. */
function refusing(): Promise<Figure[]> {
  return withBed(SETTINGS, async ({ gateway, upstream }) => {
    const followers = await openFollowers(
      FOLLOWERS,
      gateway.url,
      () => ({}),
      () => undefined,
    );
    await upstream.faults({
      status: 401,
      errorCode: 'APIGW.0301',
      errorMsg: 'Incorrect IAM authentication information',
    });
    const isTold = () => followers.every(({ complaints }) => complaints[0]?.includes('"UNAUTHENTICATED"'));
    await until(isTold, 15_000);
    await upstream.calls();
    await wait(TROUBLE_S * 1_000);
    const seen = await upstream.calls();
    const untold = followers.filter(({ complaints }) => !complaints[0]?.includes('"UNAUTHENTICATED"')).length;
    for (const { socket } of followers) socket.destroy();
    return [atMost('401: streams that did not end with the code', 0, untold), atMost('401: calls after that', 0, seen)];
  });
}
