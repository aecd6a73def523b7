import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCfwClient } from './cfw/client.ts';
import type { Environment } from './environment.ts';
import { createGateway } from './gateway.ts';
import { type Log, SILENT } from './telemetry/log.ts';
import { Telemetry } from './telemetry/telemetry.ts';

export interface RunningServer {
  /** Where the graph is served, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the whole house from a configuration and starts to listen: CFW client (against the embedded simulator when no
 * CFW is configured), gateway, HTTP server.
 */
export async function startServer(environment: Environment, log: Log = SILENT): Promise<RunningServer> {
  const telemetry = new Telemetry(log, await tracingTo(environment.otlpEndpoint));
  const simulator = environment.cfwEndpoint === undefined ? await startEmbeddedSimulator() : undefined;
  const endpoint = environment.cfwEndpoint ?? simulator!.url;
  const client = createCfwClient({
    endpoint,
    timeZone: environment.cfwTimeZone,
    attemptTimeoutMs: environment.upstreamTimeoutMs,
    observer: telemetry.observer,
  });
  const gateway = createGateway({
    ...environment,
    client,
    endpoint,
    tenant: {
      projectId: environment.cfwProjectId ?? simulator?.projectId,
      credentials: undefined,
      fallbackToken: simulator?.token,
    },
    simulated: simulator !== undefined,
    telemetry,
  });
  const server = createServer(gateway);
  await listen(server, environment.port, environment.host);
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.close();
      await simulator?.close();
      await telemetry.close();
    },
  };
}

/** What makes traces is loaded only when there is somewhere to send them. */
async function tracingTo(endpoint: string | undefined) {
  return endpoint === undefined ? undefined : (await import('./telemetry/tracing.ts')).startTracing(endpoint);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

async function startEmbeddedSimulator() {
  const { startSimulator } = await import('./simulator/simulator.ts');
  const { PROJECTS } = await import('./simulator/known.ts');
  const simulator = await startSimulator();
  return { ...simulator, projectId: PROJECTS.main, token: 'embedded-simulator' };
}
