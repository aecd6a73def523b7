import type { GatewayProcess } from '../test/http/gateway-process.ts';
import { type RedisServer, startRedis } from '../test/support/redis-server.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { startGateway } from './bed.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** Gateways that share a Redis, each a process, behind a balancer, and their CFW. */
export interface ReplicaBed {
  readonly redis: RedisServer;
  readonly upstream: Upstream;
  readonly replicas: readonly GatewayProcess[];
  readonly balancer: Balancer;
}

/** Runs something with so many replicas, and clears up whatever happens. */
export async function withReplicas<Result>(
  count: number,
  variables: Record<string, string>,
  run: (bed: ReplicaBed) => Promise<Result>,
): Promise<Result> {
  const redis = await startRedis();
  const upstream = await startUpstream();
  const replicas: GatewayProcess[] = [];
  try {
    for (let replica = 0; replica < count; replica++) {
      replicas.push(await startGateway({ CFW_ENDPOINT: upstream.url, REDIS_URL: redis.url, ...variables }));
    }
    const balancer = await startBalancer(replicas.map(({ url }) => Number(new URL(url).port)));
    try {
      return await run({ redis, upstream, replicas, balancer });
    } finally {
      balancer.close();
    }
  } finally {
    for (const replica of replicas) await replica.kill();
    await upstream.kill();
    await redis.kill();
  }
}
