import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { programArguments } from '../support/programs.ts';
import { endWithUs } from './child-processes.ts';

/** A gateway in a process of its own, as `npm start` runs it. */
export interface GatewayProcess {
  readonly url: string;
  readonly origin: string;
  readonly pid: number;
  /** What it has written, so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Ends it whatever it does. */
  kill(): Promise<void>;
}

/** Starts a gateway. SIGUSR2 makes it forget a rejected promise, as a fault in its code would. */
export async function startGatewayProcess(
  variables: Record<string, string>,
  program: readonly string[] = programArguments('src/main.ts'),
): Promise<GatewayProcess> {
  const planted = 'data:text/javascript,process.on("SIGUSR2",()=>{Promise.reject(new Error("planted fault"))})';
  const child = endWithUs(
    spawn(process.execPath, ['--import', planted, ...program], {
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'info', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = exitOf(child);
  const url = await Promise.race([urlIn(child, () => output), exited.then(() => null)]);
  if (url === null) throw new Error(`the gateway did not start: ${output}`);
  return {
    url,
    origin: new URL(url).origin,
    pid: child.pid!,
    output: () => output,
    signal: (name) => void child.kill(name),
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 0;
}

async function urlIn(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const url = /http:\/\/[^"\s]+\/graphql/.exec(output())?.[0];
    if (url !== undefined) return url;
    await once(child.stdout!, 'data');
  }
}
