import { Agent } from 'node:http';
import { exchange, type LoadRequest } from '../exchange.ts';
import { cpuMs } from '../processes.ts';

/** A closed loop: so many connections, each of which sends its next request when it has the answer to the last. */
export interface Load {
  readonly origin: string;
  /** The process whose CPU time is read. */
  readonly pid: number;
  /** Where the upstream tells how many calls it has seen. */
  readonly callsUrl: string;
  /** Sent in turn, and again from the start when the last has been sent. */
  readonly requests: readonly LoadRequest[];
  readonly connections: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
}

/** What one load measured. Times are milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly cpuPerRequest: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly callsPerRequest: number;
}

async function run(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const latencies: number[] = [];
  let next = 0;

  const loop = async (until: number) => {
    while (performance.now() < until) {
      const sent = performance.now();
      await exchange(load.origin, agent, load.requests[next++ % load.requests.length]!);
      latencies.push(performance.now() - sent);
    }
  };
  const phase = async (durationMs: number) => {
    const until = performance.now() + durationMs;
    await Promise.all(Array.from({ length: load.connections }, () => loop(until)));
  };
  const upstreamCalls = async () => Number(await (await fetch(load.callsUrl)).text());

  await phase(load.warmUpMs);
  latencies.length = 0;
  const callsBefore = await upstreamCalls();
  const cpuBefore = cpuMs(load.pid);
  const since = performance.now();
  await phase(load.durationMs);
  const elapsed = performance.now() - since;
  const cpu = cpuMs(load.pid) - cpuBefore;
  const calls = (await upstreamCalls()) - callsBefore;
  agent.destroy();

  latencies.sort((one, other) => one - other);
  const requests = latencies.length;
  return {
    requests,
    cpuPerRequest: cpu / requests,
    perSecond: (requests * 1000) / elapsed,
    p50: latencies[Math.floor(requests * 0.5)]!,
    p99: latencies[Math.floor(requests * 0.99)]!,
    callsPerRequest: calls / requests,
  };
}

// As a process of its own it runs the loads it is sent, one after the other.
process.on('message', (load: Load) => {
  run(load).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
