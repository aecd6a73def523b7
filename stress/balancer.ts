import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A replica as the balancer sees it. */
interface Replica {
  readonly port: number;
  readonly agent: Agent;
  isReady: boolean;
}

export interface Balancer {
  readonly url: string;
  close(): void;
}

const LOOK_MS = 200;

/** A plain balancer: looks at `/ready` five times a second, shares requests out in turn, keeps connections, tries once. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const replicas: Replica[] = ports.map((port) => ({ port, agent: new Agent({ keepAlive: true }), isReady: true }));
  const look = setInterval(() => {
    for (const replica of replicas) {
      const probe = request({ port: replica.port, host: '127.0.0.1', path: '/ready', agent: false }, (answer) => {
        answer.resume();
        replica.isReady = answer.statusCode === 200;
      });
      probe.on('error', () => {
        replica.isReady = false;
      });
      probe.end();
    }
  }, LOOK_MS);
  let turn = 0;

  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    const ready = replicas.filter(({ isReady }) => isReady);
    const replica = ready[turn++ % ready.length];
    if (replica === undefined) return void response.writeHead(503, { 'content-length': 0 }).end();
    const { method, url, headers } = incoming;
    const options = { port: replica.port, host: '127.0.0.1', agent: replica.agent, method, path: url, headers };
    const outgoing = request(options, (answer) => {
      const { connection: _, ...kept } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(response);
    });
    outgoing.on('error', ({ message }) => {
      const body = Buffer.from(message);
      if (!response.headersSent) response.writeHead(502, { 'content-length': body.length }).end(body);
      else response.destroy();
    });
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () => {
      clearInterval(look);
      server.close();
      server.closeAllConnections();
      for (const { agent } of replicas) agent.destroy();
    },
  };
}
