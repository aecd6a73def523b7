import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** A process under measurement, or one that serves the measurement. */
export interface Running {
  readonly pid: number;
  /** Where it listens: the first URL it printed. */
  readonly url: string;
  readonly process: ChildProcess;
}

/** What is measured has a core of its own; everything else shares the next one. */
export type Core = 'measured' | 'others';

const PINS = cpus().length > 1 && spawnSync('taskset', ['-V']).status === 0;

/** Starts `node` with arguments, on its core where `taskset` is there to pin it, and waits for the URL it prints. */
export function start(
  core: Core,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  stdio: 'pipe' | 'ipc' = 'pipe',
): ChildProcess {
  const command = [process.execPath, ...args];
  const pinned = PINS ? ['taskset', '-c', core === 'measured' ? '0' : '1', ...command] : command;
  return spawn(pinned[0]!, pinned.slice(1), {
    env: { ...plainEnvironment(), ...variables },
    stdio: ['ignore', 'pipe', 'inherit', ...(stdio === 'ipc' ? (['ipc'] as const) : [])],
  });
}

/** Waits for the URL that a server prints when it listens. */
export async function listening(child: ChildProcess): Promise<Running> {
  let printed = '';
  child.stdout?.setEncoding('utf8');
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`a process ended with code ${code} before it listened: ${printed}`)));
    child.stdout?.on('data', (text: string) => {
      printed += text;
      const found = /https?:\/\/[\w.:[\]]+/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
  });
  return { pid: child.pid!, url, process: child };
}

/** Has a process that measures do so once. */
export function ask<Result extends object>(driver: ChildProcess, question: object): Promise<Result> {
  return new Promise((resolve, reject) => {
    driver.once('message', (result: Result | { failed: string }) =>
      'failed' in result ? reject(new Error(result.failed)) : resolve(result),
    );
    driver.send(question);
  });
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** CPU time that all threads of a process have used so far, in milliseconds (proc(5), `/proc/pid/task/tid/schedstat`). */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const used = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return used.reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e6, 0);
}

/** Resident memory of a process in MB (proc(5), `/proc/pid/status`). */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

/** The environment without what would change how a gateway starts: it is measured with its defaults. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TZ } = process.env;
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(LANG && { LANG }), ...(TZ && { TZ }) };
}
