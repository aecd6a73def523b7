import type { RunningServer } from './server.ts';
import type { Log } from './telemetry/log.ts';

/** Exit codes of a process that a signal ended at once are 128 and the signal's number. */
const SIGNALS = { SIGTERM: 143, SIGINT: 130 } as const;

/**
 * Ties the process to the server: SIGTERM or SIGINT drains it and exits with 0, a second one exits now. SIGHUP
 * has it read the file of trusted documents anew, where there is one. What nobody
 * has caught is logged and ends the process the same way, with 1: its state is not known any more.
 */
export function serveUntilStopped(server: RunningServer, log: Log): void {
  let stopping = false;

  const stop = (exitCode: number): void => {
    stopping = true;
    server.drain().then(
      () => process.exit(exitCode),
      (err: unknown) => {
        log.error({ err }, 'could not stop in order');
        process.exit(1);
      },
    );
  };

  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stopping) process.exit(code);
      log.info({ signal }, 'stopping: no new traffic, finishing what runs');
      stop(0);
    });
  }
  const { reread } = server;
  // Without a file to read the signal keeps its meaning: the terminal is gone, and the process ends.
  if (reread !== undefined) process.on('SIGHUP', () => void reread());
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, 'nobody has caught this: stopping');
      if (!stopping) stop(1);
    });
  }
}
