import { isIP } from 'node:net';
import { createClient } from '@redis/client';

/** More commands than this never wait for an answer. */
const MAX_QUEUE = 20_000;
const CONNECT_MS = 2_000;
const PING_MS = 500;
/** A connection on which nothing has come or gone for so long, though it is asked all the time, is a dead one. */
const DEAD_MS = 2_000;

/**
 * A client that queues nothing while it is not connected.
 *
 * @param reconnectMs after this long it connects again; false: it does not
 */
export function clientOf(url: string, reconnectMs: number | false) {
  const options = { connectTimeout: CONNECT_MS, socketTimeout: DEAD_MS, reconnectStrategy: reconnectMs, noDelay: true };
  const { protocol, hostname } = new URL(url);
  const isName = isIP(hostname) === 0 && !hostname.startsWith('[');
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_QUEUE,
    pingInterval: PING_MS,
    // The library's own limit makes an AbortSignal for each command, which costs more than the command; see `within`.
    commandOptions: { timeout: 0 },
    // A user that may do only what is needed has no right to these.
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // The library tells TLS no name, and without one a server for many names does not know whose certificate to show.
    socket: protocol === 'rediss:' ? { ...options, tls: true, ...(isName && { servername: hostname }) } : options,
  });
}

export type Client = ReturnType<typeof clientOf>;

export { ConnectionTimeoutError, ErrorReply, SocketClosedUnexpectedlyError, SocketTimeoutError } from '@redis/client';
