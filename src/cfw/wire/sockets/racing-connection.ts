import dns, { type LookupAddress } from 'node:dns';
import { connect, type Socket } from 'node:net';

/** How long one address is given before the next is tried beside it (RFC 8305, section 5). */
const STAGGER_MS = 250;
/** After this nobody waits for a connection any more; an attempt mostly ends before. */
export const CONNECT_LIMIT_MS = 10_000;

type Done = (error: Error | null, socket?: Socket) => void;

/**
 * Connects to a host by whichever of its addresses takes the connection first (Happy Eyeballs, RFC 8305). Node's own way
 * gives up an address for good after a moment, so that a slow one beside a dead one is never reached.
 *
 * @returns ends the attempt; `done` is not called then
 */
export function raceToConnect(host: string, port: number, done: Done): () => void {
  const sockets = new Set<Socket>();
  let waiting: LookupAddress[] = [];
  let next: NodeJS.Timeout | undefined;
  let failure: Error | null = null;
  const limit = setTimeout(() => end(timedOut()), CONNECT_LIMIT_MS);

  const stop = (kept?: Socket): void => {
    clearTimeout(limit);
    clearTimeout(next);
    waiting = [];
    sockets.delete(kept!);
    for (const socket of sockets) socket.destroy();
  };
  const end: Done = (error, socket) => {
    stop(socket);
    done(error, socket);
  };
  const tryNext = (): void => {
    clearTimeout(next);
    const address = waiting.shift();
    if (address === undefined) return;
    const socket = connect({ host: address.address, port, noDelay: true });
    sockets.add(socket);
    const failed = (error: Error): void => {
      socket.destroy();
      failure ??= error;
      if (!sockets.delete(socket)) return;
      if (waiting.length > 0) tryNext();
      else if (sockets.size === 0) end(failure);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      end(null, socket);
    });
    if (waiting.length > 0) next = setTimeout(tryNext, STAGGER_MS);
  };
  let isStopped = false;
  dns.lookup(host, { all: true }, (error, addresses) => {
    if (isStopped) return;
    if (error !== null) return end(error);
    waiting = alternated(addresses);
    tryNext();
  });
  return () => {
    isStopped = true;
    stop();
  };
}

/** The addresses in the resolver's order, but for the two families, which take turns. */
function alternated(addresses: readonly LookupAddress[]): LookupAddress[] {
  const same = addresses.filter(({ family }) => family === addresses[0]?.family);
  const other = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const longest = Math.max(same.length, other.length);
  return Array.from({ length: longest }, (_, at) => [same[at], other[at]])
    .flat()
    .filter((address) => address !== undefined);
}

function timedOut(): Error {
  return Object.assign(new Error('no address took a connection'), { code: 'ETIMEDOUT' });
}
