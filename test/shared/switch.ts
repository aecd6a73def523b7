import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** An address behind which there is one server after another, as behind the name of a primary. */
export interface Switch {
  readonly port: number;
  /** Leads new connections to another port; those that are there stay where they are. */
  lead(port: number): void;
  /** What is sent by the connections of now, or what is answered to it, goes nowhere from now on, and nobody is told. */
  lose(what: 'all' | 'answers'): void;
  /** Ends the connections of now. */
  cut(): void;
  close(): void;
}

export async function startSwitch(first: number): Promise<Switch> {
  let target = first;
  const sockets = new Set<Socket>();
  const inners = new Set<Socket>();
  const server = createServer((outer) => {
    const inner = connect(target, '127.0.0.1');
    inners.add(inner);
    for (const socket of [outer, inner]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    outer.pipe(inner).pipe(outer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lead(port) {
      target = port;
    },
    lose(what) {
      for (const socket of what === 'all' ? sockets : inners) socket.unpipe().pause();
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
