import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { faultOf, toOriginForm } from './message.ts';
import { writeRefusal } from './raw-answer.ts';
import type { Readiness } from './readiness.ts';
import { requestIdOf } from './request-id.ts';
import { headerOf } from './server-context.ts';

export interface UpgradeOptions {
  readonly readiness: Readiness;
  /** Web origins whose pages may open a WebSocket, besides the gateway's own. */
  readonly origins: readonly string[];
  /** Whether there are as many sockets as there may be. */
  readonly isFull: () => boolean;
  /** Shakes hands, and takes the socket over. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Lets a server take WebSockets on `/graphql`. A page of another site is refused: a browser lets any page open a
 * WebSocket anywhere, and asks nobody first (cross-site WebSocket hijacking).
 */
export function takeUpgrades(server: Server, { readiness, origins, isFull, accept }: UpgradeOptions): void {
  const allowed = new Set(origins);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return readAnew(server, request, socket, head);
    const refuse = (status: number, message: string, ...headers: string[]) =>
      writeRefusal(socket, status, message, requestIdOf(headerOf(request, 'x-request-id')), ...headers);
    toOriginForm(request);
    const fault = faultOf(request);
    if (fault !== null) return refuse(400, fault.message);
    if (pathOf(request) !== '/graphql') return refuse(404, 'There is nothing here. The graph is at /graphql.');
    readiness.lastRequestAt = performance.now();
    if (!isAllowed(request, allowed)) return refuse(403, 'Pages of this origin may not connect: see CORS_ORIGINS.');
    if (isFull()) return refuse(503, 'The gateway has as many connections as it may have.', 'retry-after: 5');
    accept(request, socket, head);
  });
}

function isAllowed({ headers }: IncomingMessage, allowed: ReadonlySet<string>): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.has(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0]!;
}

/** What else than a WebSocket may be offered is left aside: the request stands by itself (RFC 9110, 7.8). */
const OFFERS: ReadonlySet<string> = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Some clients offer HTTP/2 with their first request. Node before 24.9 has stopped reading it, so it is given to read
 * anew; newer ones do not come here with it (`http-server.ts`).
 */
function readAnew(server: Server, { method, url, rawHeaders }: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (!OFFERS.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
