import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The TCP port of a running simulator. */
export interface Port {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Number of open TCP connections, the asker's own among them. */
  connections(): Promise<number>;
  /** Closes idle connections and refuses new ones before their first byte (ECONNREFUSED) for so many milliseconds. */
  refuse(ms: number): void;
  /** Ends every connection, also those that hang, and frees the port. */
  close(): Promise<void>;
}

/** Starts to listen. Rejects when the port is taken. @param port 0 takes a free one */
export async function openPort(server: Server, port: number, host: string): Promise<Port> {
  let reopening: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 4096 }, resolve);
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    port: taken,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    refuse(ms) {
      clearTimeout(reopening);
      server.close();
      reopening = setTimeout(() => server.listen({ port: taken, host, backlog: 4096 }), ms);
    },
    close: () => {
      clearTimeout(reopening);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
