import { Agent } from 'node:http';
import { parseArgs } from 'node:util';
import { compareAnswers } from './agreement.ts';
import { figuresOf, print } from './figures.ts';
import type { Load, LoadResult } from './load.ts';
import { planningMs } from './planning.ts';
import { listening, type Running, residentMb, start, stop } from './processes.ts';
import { firstAnswerMs, startGateway } from './startup.ts';
import { makeWorkloads, type Workload } from './workloads.ts';

/*
 * npm run bench [-- --json] [-- --only "distinct 50"]
 *
 * The gateway as it ships, a floor written by hand and a fixed upstream, each a process of its own, under the same
 * closed-loop load in turn.
 */

const REPEATS = 4;
/** Both sides have seen every workload for so long before anything is measured... */
const FIRST_ROUND_MS = 1_000;
/** ...and the one that is measured for so long again, for their code to be compiled for it. */
const WARM_UP_MS = 2_000;
const REST_MS = 150;
const SLICE_MS = 800;
const MEMORY_LOAD_MS = 6_000;

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const agent = new Agent({ keepAlive: true });
const children: Running['process'][] = [];
const begin = async (...args: Parameters<typeof start>): Promise<Running> => {
  const child = start(...args);
  children.push(child);
  return listening(child);
};

/** Has the driver run one load. */
function drive(driver: Running['process'], load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    driver.once('message', (result: LoadResult | { failed: string }) =>
      'failed' in result ? reject(new Error(result.failed)) : resolve(result),
    );
    driver.send(load);
  });
}

async function measure() {
  const upstream = await begin('others', ['--import', 'tsx', 'bench/upstream.ts']);
  const floor = await begin('measured', ['--import', 'tsx', 'bench/floor.ts'], { CFW_ENDPOINT: upstream.url });
  const driver = start('others', ['--import', 'tsx', 'bench/load.ts'], {}, 'ipc');
  children.push(driver);

  const startMs = await firstAnswerMs();
  const gateway = await startGateway(upstream.url);
  children.push(gateway.process);
  const sides = { gateway, floor };
  const origins = { gateway: new URL(gateway.url).origin, floor: floor.url };

  const all = await makeWorkloads(origins.gateway, origins.floor, agent);
  await compareAnswers(all, origins, agent);
  const workloads = all.filter(({ name }) => options.only === undefined || name === options.only);

  const slice = (workload: Workload, warmUpMs: number, durationMs: number, running = sides[workload.side]) =>
    drive(driver, {
      origin: new URL(running.url).origin,
      pid: running.pid,
      callsUrl: `${upstream.url}/_calls`,
      requests: workload.requests,
      connections: workload.connections,
      warmUpMs,
      durationMs,
    });
  const results = new Map<Workload, LoadResult[]>(workloads.map((workload) => [workload, []]));
  for (const workload of workloads) await slice(workload, FIRST_ROUND_MS, REST_MS);
  // The sides of a workload are measured in turn, so that what else the machine does meets both.
  for (const name of new Set(workloads.map((workload) => workload.name))) {
    const pair = workloads.filter((workload) => workload.name === name);
    for (const workload of pair) await slice(workload, WARM_UP_MS, REST_MS);
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      for (const workload of pair) results.get(workload)!.push(await slice(workload, REST_MS, SLICE_MS));
    }
  }

  // Memory is that of a process that has done nothing else.
  const fresh = await startGateway(upstream.url);
  children.push(fresh.process);
  const thousand = all.find(({ name, side }) => name === 'distinct 1000' && side === 'gateway')!;
  await slice(thousand, 0, MEMORY_LOAD_MS, fresh);
  return figuresOf({ results, startMs, residentMb: residentMb(fresh.pid), planningMs: planningMs() });
}

try {
  const figures = await measure();
  if (options.json) console.log(JSON.stringify(figures, null, 2));
  else print(figures);
} finally {
  agent.destroy();
  await Promise.all(children.map(stop));
}
