import { type ChildProcess, spawn } from 'node:child_process';

/** Runs commands in one folder and environment. Each is a group of processes, of which nothing is left behind. */
export class Shell {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #running = new Set<ChildProcess>();

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#environment = { ...process.env, ...environment };
  }

  /** Runs a command to its end and returns what it wrote. Fails when it fails, or takes longer than it may. */
  run(command: string, timeoutMs: number): Promise<string> {
    const { child, output } = this.start(command);
    const timer = setTimeout(() => this.#kill(child), timeoutMs);
    return new Promise((resolve, reject) => {
      child.once('close', (code) => {
        clearTimeout(timer);
        if (code === 0) resolve(output());
        else reject(new Error(`\`${command}\` ended with ${code ?? 'a signal'}:\n${output().slice(-4000)}`));
      });
    });
  }

  /** Starts a command and lets it run. */
  start(command: string): { readonly child: ChildProcess; output(): string } {
    const child = spawn(command, { shell: true, cwd: this.#folder, env: this.#environment, detached: true });
    let text = '';
    const keep = (chunk: Buffer) => {
      text += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    return { child, output: () => text };
  }

  /** Ends everything that still runs. */
  async close(): Promise<void> {
    const ends = [...this.#running].map((child) => new Promise((resolve) => child.once('close', resolve)));
    this.kill();
    await Promise.all(ends);
  }

  /** The same, without waiting for the ends. */
  kill(): void {
    for (const child of this.#running) this.#kill(child);
  }

  #kill({ pid }: ChildProcess): void {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
}
