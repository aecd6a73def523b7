import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EnvironmentError } from '../../environment/rules.ts';

/** Connections that the system may hold ready while the process is busy. */
const BACKLOG = 4096;

/** Taken, or not for this user. What else there may be is a host that has no address, or none of this machine's. */
const PORT_FAULTS: ReadonlySet<unknown> = new Set(['EADDRINUSE', 'EACCES', 'EPERM']);

/**
 * Binds a server to its address.
 *
 * @returns where the graph is served
 * @throws EnvironmentError when the address cannot be had
 */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = ({ code, message }: NodeJS.ErrnoException) => {
      const line = PORT_FAULTS.has(code)
        ? `PORT=${port} on HOST=${host} cannot be listened on: ${message}. Example: PORT=4001`
        : `HOST=${host} is no address of this machine: ${message}. Example: HOST=127.0.0.1`;
      reject(new EnvironmentError(line));
    };
    server.once('error', fail);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', fail);
      resolve(urlOf(server.address() as AddressInfo));
    });
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/graphql`;
}
