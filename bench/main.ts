import { Agent } from 'node:http';
import { parseArgs } from 'node:util';
import { compareAnswers } from './agreement.ts';
import { COMPARISONS, ratioOf } from './comparisons.ts';
import type { FollowersQuestion, Told } from './drivers/followers.ts';
import type { Load, LoadResult } from './drivers/load.ts';
import type { HeldRate, RateQuestion } from './drivers/rate.ts';
import { figuresOf, print } from './figures.ts';
import { intervalOf, isNarrow } from './interval.ts';
import { planningMs } from './planning.ts';
import { ask, listening, type Running, residentMb, start, stop } from './processes.ts';
import { startGateway, startsMs } from './startup.ts';
import { makeWorkloads, type Workload } from './workloads/workloads.ts';

/*
 * npm run bench [-- --json] [-- --only "distinct 50"]; there is also "rate", "followers" and every name of workloads/workloads.ts
 *
 * The gateway as it ships, a floor written by hand and a fixed upstream, each a process of its own. What is compared is
 * measured in short slices that take turns, so that what else the machine does meets both, until the ratio is known well
 * enough or it is clear that this machine will not tell. It fails only where a figure is missed for certain.
 */

/**
 * A load that is compared has been under way for so long before anything is measured. On one core V8 goes on compiling
 * what is new for some seven seconds, in the first of which a request costs three times as much as in the last.
 */
const WARM_UP_MS = 8_000;
const REST_MS = 60;
const SLICE_MS = 300;
/** Pairs of slices after which it is given up to know a ratio better. */
const MOST_PAIRS = 40;
/** Slices of a load that is compared with none. */
const SINGLES = 6;
const MEMORY_LOAD_MS = 6_000;

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const agent = new Agent({ keepAlive: true });
const children: Running['process'][] = [];
const begin = async (...args: Parameters<typeof start>): Promise<Running> => {
  const child = start(...args);
  children.push(child);
  return listening(child);
};

/** Starts a process that measures. */
function startDriver(file: string): Running['process'] {
  const driver = start('others', ['--import', 'tsx', file], {}, 'ipc');
  children.push(driver);
  return driver;
}

const wants = (name: string) => options.only === undefined || options.only === name;

async function measure() {
  const upstream = await begin('others', ['--import', 'tsx', 'bench/upstream.ts']);
  const floor = await begin('measured', ['--import', 'tsx', 'bench/floor.ts'], { CFW_ENDPOINT: upstream.url });
  const driver = startDriver('bench/drivers/load.ts');

  const starts = await startsMs();
  const gateway = await startGateway(upstream.url);
  children.push(gateway.process);
  const sides = { gateway, floor };
  const origins = { gateway: new URL(gateway.url).origin, floor: floor.url };

  const all = await makeWorkloads(origins.gateway, origins.floor, agent);
  await compareAnswers(all, origins, agent);
  const workload = (name: string, side: Workload['side']) => all.find((one) => one.name === name && one.side === side)!;

  const slice = (workload: Workload, warmUpMs: number, durationMs: number, running = sides[workload.side]) =>
    ask<LoadResult>(driver, {
      origin: new URL(running.url).origin,
      pid: running.pid,
      callsUrl: `${upstream.url}/_calls`,
      requests: workload.requests,
      connections: workload.connections,
      warmUpMs,
      durationMs,
    } satisfies Load);
  const slices = new Map<Workload, LoadResult[]>();
  const measured = async (workload: Workload): Promise<number> => {
    const result = await slice(workload, REST_MS, SLICE_MS);
    slices.set(workload, [...(slices.get(workload) ?? []), result]);
    return result.cpuPerRequest;
  };
  const ratios = new Map<(typeof COMPARISONS)[number], number[]>();
  for (const comparison of COMPARISONS) {
    const { of, against } = comparison;
    if (!wants(of.workload)) continue;
    const [one, other] = [workload(of.workload, of.side), workload(against.workload, against.side)];
    for (const each of [one, other]) await slice(each, WARM_UP_MS, REST_MS);
    const pairs: number[] = [];
    while (pairs.length < MOST_PAIRS && !(pairs.length > 0 && isNarrow(intervalOf(pairs)))) {
      // Each goes first as often as the other.
      const early = pairs.length % 2 === 0 ? await measured(one) : null;
      const cpuOfOther = await measured(other);
      pairs.push(ratioOf(comparison, early ?? (await measured(one)), cpuOfOther));
    }
    ratios.set(comparison, pairs);
  }
  for (const single of all.filter((one) => !slices.has(one) && wants(one.name))) {
    await slice(single, WARM_UP_MS, REST_MS);
    for (let count = 0; count < SINGLES; count++) await measured(single);
  }

  const pages = workload('distinct 50', 'gateway');
  if (wants('rate')) await slice(pages, WARM_UP_MS, REST_MS);
  const rate = wants('rate') ? await measureRate(origins.gateway, pages.requests) : null;
  const followers = wants('followers') ? await measureFollowers(upstream.url) : null;

  // Memory is that of a process that has done nothing else.
  const fresh = await startGateway(upstream.url);
  children.push(fresh.process);
  for (const name of ['distinct 1000', 'distinct 4096']) {
    await slice(workload(name, 'gateway'), 0, MEMORY_LOAD_MS, fresh);
  }
  return figuresOf({
    slices,
    ratios,
    rate,
    followers,
    startsMs: starts,
    residentMb: residentMb(fresh.pid),
    planningMs: planningMs(),
  });
}

function measureRate(origin: string, requests: RateQuestion['requests']): Promise<HeldRate> {
  return ask(startDriver('bench/drivers/rate.ts'), { origin, requests } satisfies RateQuestion);
}

async function measureFollowers(upstream: string): Promise<Told> {
  const followed = await startGateway(upstream, { LIVE_INTERVAL_MS: '100' });
  children.push(followed.process);
  return ask<Told>(startDriver('bench/drivers/followers.ts'), {
    origin: new URL(followed.url).origin,
    pid: followed.pid,
    changeUrl: `${upstream}/_change`,
  } satisfies FollowersQuestion);
}

try {
  const figures = await measure();
  if (options.json) console.log(JSON.stringify(figures, null, 2));
  else print(figures);
  if (figures.figures.some(({ verdict }) => verdict === 'MISSED')) process.exitCode = 1;
} finally {
  agent.destroy();
  await Promise.all(children.map(stop));
}
