import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';

/** A Redis or Valkey of its own, which keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Runs one command by `redis-cli`'s way: words in, text lines out. */
  command(...words: string[]): Promise<unknown>;
  /** Stops it without a word, and leaves its port free. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** The servers there are on this machine: each is tried. */
export const SERVERS = ['redis-server', 'valkey-server'].filter(
  (program) => spawnSync(program, ['--version']).status === 0,
);

/** @param more of its options, such as `--tls-port`, `6380` */
export async function startRedis(program = SERVERS[0]!, more: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess;
  const start = async () => {
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn(program, [...own, ...more], { stdio: 'ignore' });
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 200) throw new Error(`${program} does not answer`);
      await wait(25);
    }
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    command: async (...words) => {
      const client = createClient({ url: `redis://127.0.0.1:${port}` });
      client.on('error', () => undefined);
      await client.connect();
      try {
        return await client.sendCommand(words);
      } finally {
        client.destroy();
      }
    },
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await gone;
    },
    restart: start,
    signal: (name) => void server.kill(name),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('error', () => end(false));
    socket.once('data', () => end(true));
    socket.once('connect', () => socket.write('PING\r\n'));
  });
}
