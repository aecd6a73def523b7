import { readFileSync } from 'node:fs';
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

export function startGateway(variables: Record<string, string>, program?: readonly string[]): Promise<GatewayProcess> {
  const defaults = { CFW_PROJECT_ID: PROJECTS[0]! };
  return startGatewayProcess({ ...defaults, ...variables }, program);
}

/** Resident memory of a process, in MiB (proc(5)). */
export function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
