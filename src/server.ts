import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCfwClient } from './cfw/client.ts';
import type { Environment } from './environment.ts';
import { createGateway } from './gateway.ts';

export interface RunningServer {
  /** Where the graph is served, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the whole house from a configuration and starts to listen: CFW client (against the embedded simulator when no
 * CFW is configured), gateway, HTTP server.
 */
export async function startServer(environment: Environment): Promise<RunningServer> {
  const simulator = environment.cfwEndpoint === undefined ? await startEmbeddedSimulator() : undefined;
  const endpoint = environment.cfwEndpoint ?? simulator!.url;
  const client = createCfwClient({
    endpoint,
    timeZone: environment.cfwTimeZone,
    attemptTimeoutMs: environment.upstreamTimeoutMs,
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
    logError: (message, cause) => console.error(message, cause),
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
    },
  };
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
