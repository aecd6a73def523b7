import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricRegistry } from './metric-registry.ts';

/** How often the event loop is looked at, in milliseconds. */
const RESOLUTION_MS = 20;

/**
 * Adds what operators look at in any Node process, under the names that prom-client's own collection has: event-loop
 * delay since the scrape before, CPU, memory, start. Its own collection is not used because it cannot be stopped.
 *
 * @returns stops the measuring
 */
export function addProcessMetrics(registry: MetricRegistry): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  registry.reading('nodejs_eventloop_lag_mean_seconds', 'Mean event-loop delay since the scrape before', () =>
    secondsLate(delay.mean),
  );
  registry.reading('nodejs_eventloop_lag_p99_seconds', '99th percentile of the event-loop delay', () =>
    secondsLate(delay.percentile(99)),
  );
  registry.reading('nodejs_eventloop_lag_max_seconds', 'Longest event-loop delay since the scrape before', () => {
    const longest = secondsLate(delay.max);
    // Collected last of the three, so that the next period starts here.
    delay.reset();
    return longest;
  });
  registry.sumReading('process_cpu_seconds_total', 'CPU time, user and system', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  registry.reading('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  registry.reading('nodejs_heap_size_used_bytes', 'JavaScript heap in use', () => process.memoryUsage().heapUsed);
  const startedAt = Date.now() / 1000 - process.uptime();
  registry.reading('process_start_time_seconds', 'When the process started, in Unix time', () => startedAt);
  return () => delay.disable();
}

/** Node measures from one look to the next, in nanoseconds; the time between looks is no delay. NaN before the first. */
function secondsLate(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3) || 0;
}
