import { PROJECTS } from '../../src/simulator/known.ts';
import { createLog, type RunningServer, readEnvironment, startServer, startSimulator } from '../support/built-parts.ts';
import type { Answer, SeenCall } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

/** Until replicas have heard how many they are, also on a slow machine. */
export const ACQUAINTED_MS = 500;

export const TOKEN = 'canary-token-of-a-tenant';

/** Gateways that share a Redis, and one CFW behind them. */
export interface Replicas {
  readonly redis: RedisServer;
  /** Where CFW is. */
  readonly cfw: string;
  readonly gateways: readonly RunningServer[];
  /** Asks one of them. */
  ask(
    replica: number,
    query: string,
    variables?: object,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The calls that CFW has seen since the last time. */
  calls(): Promise<readonly SeenCall[]>;
  /** What a replica has logged of Redis. */
  said(replica: number): readonly Line[];
  /** Waits until a replica says that Redis is away, or that it is not. */
  sees(replica: number, isAway: boolean): Promise<void>;
  close(): Promise<void>;
}

/** A line of the log. */
export interface Line {
  readonly level: string;
  readonly msg: string;
  readonly fault?: string;
}

export interface RedisSetting {
  /** More of its options. */
  readonly more?: readonly string[];
  /** Makes Redis ready, and the URL that the gateways are given. */
  urlOf?(redis: RedisServer): Promise<string>;
}

/** @param variables of the gateways */
export async function startReplicas(
  program: string,
  count: number,
  variables: Record<string, string> = {},
  { more = [], urlOf }: RedisSetting = {},
): Promise<Replicas> {
  const redis = await startRedis(program, more);
  const url = (await urlOf?.(redis)) ?? redis.url;
  const simulator = await startSimulator();
  const gateways: RunningServer[] = [];
  const lines: Line[][] = [];
  for (let replica = 0; replica < count; replica++) {
    const environment = {
      ...{ PORT: '0', CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main },
      ...{ REDIS_URL: url, ...variables },
    };
    const own: Line[] = [];
    const log = await createLog('info', { write: (text) => void own.push(JSON.parse(text)) });
    lines.push(own);
    gateways.push(await startServer(readEnvironment(environment), log));
  }
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulator.url}/_simulator/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };
  return {
    redis,
    cfw: simulator.url,
    gateways,
    control,
    said: (replica) => lines[replica]!.filter(({ msg }) => msg.startsWith('Redis')),
    ask: async (replica, query, variables, headers, signal) => {
      const response = await fetch(gateways[replica]!.url, {
        method: 'POST',
        ...(signal && { signal }),
        headers: { 'content-type': 'application/json', 'x-auth-token': TOKEN, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    calls: async () => ((await control('DELETE', 'requests')) as { requests: SeenCall[] }).requests,
    async sees(replica, isAway) {
      const wanted = `cfw_shared_state_away ${isAway ? 1 : 0}`;
      for (;;) {
        const metrics = await (await fetch(new URL('/metrics', gateways[replica]!.url))).text();
        if (metrics.includes(wanted)) return;
        await pause(20);
      }
    },
    async close() {
      for (const gateway of gateways) await gateway.close();
      await simulator.close();
      await redis.kill();
    },
  };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The code of the first error; OK without one. */
export const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions?.code ?? 'OK';
