import { type DestinationStream, type Logger, pino } from 'pino';
import { scrubbed } from './report/scrubbed-error.ts';

export type Log = Logger;

/** Where log lines go, one JSON text a call. */
export type LogOutput = DestinationStream;

/**
 * Makes the log: JSON lines, or readable ones on a terminal. What is written holds no token, key, URL, header, variable
 * or body at any level, because nothing of that kind is ever handed to it.
 *
 * @param output instead of standard output
 */
export async function createLog(level: string, output?: LogOutput): Promise<Log> {
  if (level === 'silent') return SILENT;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: scrubbed },
    },
    output ?? (process.stdout.isTTY ? await readableOutput() : pino.destination(GATHERED)),
  );
}

/**
 * Lines are gathered and written together: a write for each would be a good part of the work on a small request. They
 * wait a tenth of a second at most, and none is lost when the process ends in order or logs a fatal error.
 */
const GATHERED = { sync: false, minLength: 15 * 1024, periodicFlush: 100 };

/** A log that writes nothing. */
export const SILENT: Log = pino({ level: 'silent' }, { write: () => undefined });

/** Only a terminal loads what makes lines readable. */
async function readableOutput(): Promise<LogOutput> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({ translateTime: 'SYS:HH:MM:ss.l', singleLine: true, sync: true });
}
