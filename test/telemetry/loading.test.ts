import { expect } from '@jest/globals';
import { testAtOnce } from '../support/at-once.ts';
import { startCollector } from './collector.ts';
import { RunningProgram } from './process.ts';

/** The packages for operators' eyes that a gateway has loaded after its first answer. */
async function loaded(variables: Record<string, string>): Promise<string[]> {
  const program = new RunningProgram('test/telemetry/loaded-packages.ts', [], variables);
  const [, list] = await program.match(/PACKAGES (.*)/);
  expect(await program.exitCode()).toBe(0);
  return (JSON.parse(list!) as string[]).filter((name) =>
    /^(@opentelemetry\/|@redis\/|pino-pretty|prom-client$|pino$)/.test(name),
  );
}

testAtOnce({
  // prom-client itself requires @opentelemetry/api, which does nothing without an SDK.
  'without a collector, a terminal and a Redis, nothing of OpenTelemetry, pretty printing and Redis is loaded':
    async () => {
      expect(await loaded({})).toEqual(['@opentelemetry/api', 'pino', 'prom-client']);
    },
  'with a collector, OpenTelemetry is': async () => {
    const collector = await startCollector();
    expect(await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })).toEqual(
      expect.arrayContaining(['@opentelemetry/sdk-trace-node', '@opentelemetry/exporter-trace-otlp-http']),
    );
    await collector.close();
  },
  'with a Redis, its client is': async () => {
    expect(await loaded({ REDIS_URL: 'redis://127.0.0.1:1' })).toContain('@redis/client');
  },
});
