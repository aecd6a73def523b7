import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { programArguments, ROOT } from '../support/programs.ts';

/** A program of this package that runs as a process of its own, and everything it has written. */
export class RunningProgram {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  /** @param file from the root of the repository, which is where it runs unless another directory is named */
  constructor(file: string, args: readonly string[], variables: Record<string, string> = {}, cwd = ROOT) {
    const { PATH } = process.env;
    this.child = spawn(process.execPath, [...programArguments(file), ...args], {
      cwd,
      env: { PATH, ...variables },
    });
    this.child.stdout!.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr!.on('data', (chunk) => {
      this.stderr += chunk;
    });
  }

  /** The first match in what it writes to standard output, as soon as there is one. */
  async match(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found !== null) return found;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.stderr}`);
      await Promise.race([once(this.child.stdout!, 'data'), once(this.child, 'close')]);
    }
  }

  /** Its exit code, when it has ended and everything it wrote has arrived. */
  async exitCode(): Promise<number | null> {
    if (!this.child.stdout!.closed || !this.child.stderr!.closed) await once(this.child, 'close');
    return this.child.exitCode;
  }

  /** Ends it with a signal. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }
}
