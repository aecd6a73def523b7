import type { Environment } from './environment.ts';
import { OwnRates } from './shared/own-rates.ts';
import type { SharedState } from './shared/shared-state.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What talks to Redis is loaded only where there is one. */
export async function sharedState({ redisUrl, upstreamRate }: Environment, telemetry: Telemetry): Promise<SharedState> {
  if (redisUrl === undefined) {
    return { rates: new OwnRates(upstreamRate), others: undefined, close: async () => undefined };
  }
  const { openRedisState } = await import('./shared/redis/redis-state.ts');
  return openRedisState(redisUrl, upstreamRate, (fault) => telemetry.sharedStateChanged(fault));
}

/** What makes traces is loaded only when there is somewhere to send them. */
export async function tracingTo(options: Environment['tracing']) {
  return options && (await import('./telemetry/tracing/tracing.ts')).startTracing(options);
}

/** The simulator is loaded only where no CFW is configured. */
export async function startEmbeddedSimulator() {
  const { startSimulator } = await import('./simulator/simulator.ts');
  const { PROJECTS } = await import('./simulator/known.ts');
  const simulator = await startSimulator();
  return { ...simulator, projectId: PROJECTS.main, token: 'embedded-simulator' };
}
