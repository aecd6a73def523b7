import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const CODES: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 503: 'OVERLOADED' };

/** Answers where node has no response to write on. */
export function writeRefusal(
  socket: Duplex,
  status: number,
  message: string,
  requestId: string,
  ...headers: string[]
): void {
  const code = CODES[status] ?? 'BAD_USER_INPUT';
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    ...headers,
    'connection: close',
  ];
  // The peer of a tunnel may have left meanwhile.
  socket.on('error', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
