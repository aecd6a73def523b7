import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** A caller's IAM token may take 32 KiB (cfw-api 3.1); the rest is room for other headers. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A request that is not here after so long, headers and body, is given up: its sender is slow, or means no good. */
const ARRIVAL_MS = 10_000;
/** A request with a shorter deadline is given up by that, which knows its id; not by node at the same moment. */
const GRACE_MS = 1_000;
/** Balancers that keep connections for longer must know that this end closes them. */
const KEEP_ALIVE_MS = 10_000;

/** A server of node:http that lets no slow or silent peer hold a connection. */
export function createHttpServer(listener: RequestListener, requestTimeoutMs: number): Server {
  const arrival = Math.min(ARRIVAL_MS, requestTimeoutMs);
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: arrival,
      requestTimeout: Math.min(ARRIVAL_MS, requestTimeoutMs + GRACE_MS),
      connectionsCheckingInterval: Math.max(50, arrival / 10),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    listener,
  );
  // Nothing moves on a connection while CFW is asked, so this is longer than a request may take.
  server.setTimeout(requestTimeoutMs + ARRIVAL_MS / 2);
  server.on('clientError', refuse);
  return server;
}

/** What came is no HTTP request, or not a whole one. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, message] = FAULTS[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${randomUUID()}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}

const FAULTS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
  HPE_HEADER_OVERFLOW: [431, `The headers of a request may have at most ${MAX_HEADER_BYTES} bytes.`],
};
