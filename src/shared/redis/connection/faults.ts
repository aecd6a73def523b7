import { ConnectionTimeoutError, ErrorReply, SocketClosedUnexpectedlyError, SocketTimeoutError } from './client.ts';

/** A command was not answered in time. */
export const SLOW = 'SLOW';

/**
 * What is wrong with a Redis, in one word that tells nothing of its URL: the word with which its own errors begin (`OOM`,
 * `READONLY`), a code of the system or of TLS (`ECONNREFUSED`), `MAXCLIENTS`, `SLOW`, or `NOT_REDIS`.
 */
export function faultOf(error: unknown): string {
  if (error instanceof ErrorReply) return wordOf(error.message);
  if (error instanceof ConnectionTimeoutError || error instanceof SocketTimeoutError) return 'ETIMEDOUT';
  if (error instanceof SocketClosedUnexpectedlyError) return 'ECONNRESET';
  const { code, message = '' } = error as Partial<NodeJS.ErrnoException>;
  return code ?? (message.startsWith('Unknown RESP type') ? 'NOT_REDIS' : 'UNKNOWN');
}

/** What the user of the URL has no right to: a command in capitals, `keys` or `channels`; null where it is not said. */
export function deniedTo(error: unknown): string | null {
  const { message = '' } = error as Partial<Error>;
  const [, command, things] = /'([\w|]+)' command|one of the (keys|channels)/.exec(message) ?? [];
  return command?.toUpperCase() ?? things ?? null;
}

function wordOf(message: string): string {
  if (/max number of clients/.test(message)) return 'MAXCLIENTS';
  // What a script may not do, each version of Redis says in its own way.
  if (/no permissions|user executing the script/.test(message)) return 'NOPERM';
  const [word = 'ERR'] = /^[A-Z]{3,20}\b/.exec(message) ?? [];
  return word === 'ERR' ? (/: -([A-Z]{3,20}) /.exec(message)?.[1] ?? word) : word;
}
