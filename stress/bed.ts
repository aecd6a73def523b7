import { readdirSync, readFileSync } from 'node:fs';
import { type GatewayProcess, startGatewayProcess } from '../test/http/gateway-process.ts';
import { PROJECTS } from './projects.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** A gateway and its CFW, each a process. */
export interface Bed {
  readonly upstream: Upstream;
  readonly gateway: GatewayProcess;
}

/** Runs something with a gateway in front of a CFW, and clears up whatever happens. */
export async function withBed<Result>(
  variables: Record<string, string>,
  run: (bed: Bed) => Promise<Result>,
  program?: readonly string[],
): Promise<Result> {
  const upstream = await startUpstream();
  try {
    const gateway = await startGateway({ CFW_ENDPOINT: upstream.url, ...variables }, program);
    try {
      return await run({ upstream, gateway });
    } finally {
      await gateway.kill();
    }
  } finally {
    await upstream.kill();
  }
}

/** Starts the gateway as it is built; `program`: with other arguments of node. */
export function startGateway(
  variables: Record<string, string>,
  program: readonly string[] = ['dist/main.js'],
): Promise<GatewayProcess> {
  const defaults = { CFW_PROJECT_ID: PROJECTS[0]! };
  return startGatewayProcess({ ...defaults, ...variables }, program);
}

/** Resident memory of a process, in MiB (proc(5)). */
export function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Waits until CFW has so many connections, or the time is over; tells how many there are. */
export async function connected(upstream: Upstream, count: number, withinMs: number): Promise<number> {
  const until = performance.now() + withinMs;
  let open = 0;
  do open = await upstream.connections();
  while (open < count && performance.now() < until);
  return open;
}

/** How many files and sockets a process holds (proc(5)). */
export function descriptorsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Seconds of a processor that a process has used (proc(5), `getconf CLK_TCK` is 100). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
