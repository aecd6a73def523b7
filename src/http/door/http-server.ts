import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { HUNG_UP } from './deadline.ts';
import { ALLOWED } from './message.ts';
import { writeRefusal } from './raw-answer.ts';
import { requestIdOf } from './request-id.ts';
import { headerOf } from './server-context.ts';

/** A caller's IAM token may take 32 KiB (cfw-api 3.1); the rest is room for other headers. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A request that is not here after so long, headers and body, is given up: its sender is slow, or means no good. */
const ARRIVAL_MS = 10_000;
/** A request with a shorter deadline is given up by that, which knows its id; not by node at the same moment. */
const GRACE_MS = 1_000;
/** Balancers that keep connections for longer must know that this end closes them. */
const KEEP_ALIVE_MS = 10_000;

/**
 * From Node 24.9 on a request that offers something else, such as HTTP/2, is not stopped for it. Before that, whoever
 * takes upgrades gives it back to be read anew, which newer releases have no need of and do not allow with a body.
 */
const ONLY_WEB_SOCKETS = {
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
};

/**
 * A server of node:http that lets no slow or silent peer hold a connection. What node would refuse by itself, without a
 * word, goes to the listener (a missing `Host`, an `Expect`), or is answered here.
 */
export function createHttpServer(listener: RequestListener, requestTimeoutMs: number): Server {
  const arrival = Math.min(ARRIVAL_MS, requestTimeoutMs);
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: arrival,
      requestTimeout: Math.min(ARRIVAL_MS, requestTimeoutMs + GRACE_MS),
      connectionsCheckingInterval: Math.max(50, arrival / 10),
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false,
      ...ONLY_WEB_SOCKETS,
    },
    listener,
  );
  // Nothing moves on a connection while CFW is asked, so this is longer than a request may take.
  server.setTimeout(requestTimeoutMs + ARRIVAL_MS / 2);
  // Without a limit node hands all headers on, and it is seen that there are too many.
  server.maxHeadersCount = 0;
  server.on('checkExpectation', listener);
  server.on('connect', refuseTunnel);
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('connection', (socket) => socket.on('end', () => hangUp(answers.get(socket))));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error, socket, answers.get(socket)));
  return server;
}

/**
 * Whoever ends a connection that owes an answer gets none any more: node ends this side at once, too. That the connection
 * has closed is told a good while after.
 */
function hangUp(answer: ServerResponse | undefined): void {
  if (answer !== undefined && !answer.writableEnded && answer.req.complete) answer.emit(HUNG_UP);
}

/** What came is no HTTP request, or not a whole one. What is being sent already is sent to its end, and nothing after. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex, answer: ServerResponse | undefined): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  if (answer?.headersSent && !answer.closed) return void answer.once('close', () => socket.destroy());
  const [status, message] = FAULTS[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  writeRefusal(socket, status, message, requestIdOf(null));
}

function refuseTunnel(request: IncomingMessage, socket: Duplex): void {
  const requestId = requestIdOf(headerOf(request, 'x-request-id'));
  writeRefusal(socket, 405, 'This is no proxy: ask by POST, or by GET.', requestId, `allow: ${ALLOWED}`);
}

const FAULTS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunks of the body have too much beside the body.'],
  HPE_HEADER_OVERFLOW: [431, `The headers of a request may have at most ${MAX_HEADER_BYTES} bytes.`],
};
