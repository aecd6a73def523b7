import { readEnvironment } from '../../src/environment.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { PROJECTS } from '../../src/simulator/known.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import type { Answer, SeenCall } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

export const TOKEN = 'canary-token-of-a-tenant';

/** Gateways that share a Redis, and one CFW behind them. */
export interface Replicas {
  readonly redis: RedisServer;
  /** Where CFW is. */
  readonly cfw: string;
  readonly gateways: readonly RunningServer[];
  /** Asks one of them. */
  ask(replica: number, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The calls that CFW has seen since the last time. */
  calls(): Promise<readonly SeenCall[]>;
  metrics(replica: number): Promise<string>;
  close(): Promise<void>;
}

/** @param variables of the gateways, without REDIS_URL where that is the point */
export async function startReplicas(
  program: string,
  count: number,
  variables: Record<string, string> = {},
  options: SimulatorOptions = {},
): Promise<Replicas> {
  const redis = await startRedis(program);
  const simulator = await startSimulator(options);
  const gateways: RunningServer[] = [];
  for (let replica = 0; replica < count; replica++) {
    const environment = {
      ...{ PORT: '0', LOG_LEVEL: 'silent', CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main },
      ...{ REDIS_URL: redis.url, ...variables },
    };
    gateways.push(await startServer(readEnvironment(environment)));
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
    ask: async (replica, query, variables, headers) => {
      const response = await fetch(gateways[replica]!.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': TOKEN, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    calls: async () => ((await control('DELETE', 'requests')) as { requests: SeenCall[] }).requests,
    metrics: async (replica) => (await fetch(new URL('/metrics', gateways[replica]!.url))).text(),
    async close() {
      for (const gateway of gateways) await gateway.close();
      await simulator.close();
      await redis.kill();
    },
  };
}

/** The code of the first error; OK without one. */
export const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions?.code ?? 'OK';
