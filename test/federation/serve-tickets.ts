import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createYoga } from 'graphql-yoga';
import { ticketsSchema } from './tickets.ts';

/** Serves the tickets over HTTP on loopback; port 0 takes a free one. */
export async function serveTickets(port: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(createYoga({ schema: ticketsSchema(), landingPage: false, logging: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveTickets(Number(process.env.PORT ?? 4001));
  console.log(`Tickets, a subgraph to compose with: ${url}`);
}
