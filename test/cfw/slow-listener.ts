import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** Listens with a queue for one connection, takes none for a while, then answers every request with an empty list. */
const PROGRAM = `
  const server = require('node:http').createServer((request, response) => response.end('{"data":{"total":0,"records":[]}}'));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.send(server.address().port);
    process.once('message', (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms));
  });
`;

/** A port of 127.0.0.1 that takes connections only when so many milliseconds have passed since `hold`. */
export interface SlowListener {
  readonly port: number;
  /** Fills the queue. A connection begun now is made when its first packet is sent again, about 1 s later. */
  hold(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function startSlowListener(): Promise<SlowListener> {
  const child: ChildProcess = spawn(process.execPath, ['-e', PROGRAM], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  const fillers: ReturnType<typeof connect>[] = [];
  return {
    port,
    async hold(ms) {
      child.send(ms);
      await new Promise((resolve) => setTimeout(resolve, 50));
      let isFull = false;
      while (!isFull) {
        const filler = connect(port, '127.0.0.1');
        filler.on('error', () => undefined);
        fillers.push(filler);
        isFull = await Promise.race([
          once(filler, 'connect').then(() => false),
          new Promise<true>((resolve) => setTimeout(resolve, 100, true)),
        ]);
      }
    },
    async close() {
      for (const filler of fillers) filler.destroy();
      child.kill();
      await once(child, 'exit');
    },
  };
}
