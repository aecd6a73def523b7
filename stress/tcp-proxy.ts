import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What the network does to the bytes of an answer. */
export type TcpFault = (chunk: Buffer, toClient: Socket) => Promise<void>;

export interface TcpProxy {
  readonly url: string;
  fault: TcpFault;
  close(): void;
}

const pass: TcpFault = async (chunk, toClient) => {
  toClient.write(chunk);
};

/** A network between the gateway and CFW that can be made bad. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((toClient) => {
    const toServer = connect(targetPort, '127.0.0.1');
    for (const socket of [toClient, toServer]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    let order = Promise.resolve();
    toClient.on('data', (chunk) => toServer.write(chunk));
    toServer.on('data', (chunk: Buffer) => {
      order = order.then(() => (toClient.destroyed ? undefined : proxy.fault(chunk, toClient)));
    });
    toClient.once('close', () => toServer.destroy());
    toServer.once('close', () => void order.then(() => toClient.end()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: TcpProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: pass,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}

async function inSlices(chunk: Buffer, toClient: Socket, bytes: number, pauseMs: number): Promise<void> {
  for (let at = 0; at < chunk.length && !toClient.destroyed; at += bytes) {
    toClient.write(chunk.subarray(at, at + bytes));
    await wait(pauseMs);
  }
}

export const TCP_FAULTS: Readonly<Record<string, TcpFault>> = {
  latency: (chunk, toClient) => wait(300).then(() => pass(chunk, toClient)),
  jitter: (chunk, toClient) => wait(Math.random() * 1_500).then(() => pass(chunk, toClient)),
  slicing: (chunk, toClient) => inSlices(chunk, toClient, 7, 1),
  cut: async (chunk, toClient) => {
    toClient.end(chunk.subarray(0, chunk.length / 2));
  },
  reset: async (chunk, toClient) => {
    toClient.write(chunk.subarray(0, chunk.length / 2));
    toClient.resetAndDestroy();
  },
  blackhole: async () => undefined,
  'slow close': async (chunk, toClient) => {
    toClient.write(chunk.subarray(0, chunk.length - 1));
    await wait(1_500);
    toClient.end();
  },
  bandwidth: (chunk, toClient) => inSlices(chunk, toClient, 200, 20),
};
