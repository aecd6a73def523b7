import type { Duplex } from 'node:stream';
import { CONNECT_LIMIT_MS } from './racing-connection.ts';

/**
 * Waits until a TLS socket is ready to be written to, or has failed.
 *
 * @returns ends the wait, and the socket; `done` is told of it
 */
export function untilSecured(socket: Duplex, done: (error: Error | null) => void): () => void {
  const stop = (): void => void socket.destroy(timedOut());
  const limit = setTimeout(stop, CONNECT_LIMIT_MS);
  const end = (fault: Error | null): void => {
    clearTimeout(limit);
    socket.off('error', end);
    done(fault);
  };
  socket.once('error', end);
  socket.once('secureConnect', () => end(null));
  return stop;
}

function timedOut(): Error {
  return Object.assign(new Error('no TLS in time'), { code: 'ETIMEDOUT' });
}
