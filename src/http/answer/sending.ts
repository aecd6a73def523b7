import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Answer } from './answer.ts';
import type { Compression } from './compression.ts';
import { ANSWER_HEADERS, PAGE_HEADERS } from './page-policy.ts';

/** A connection on which nothing moves for so long while an answer is sent is closed, at the second look at the latest. */
const STALLED_MS = 6_000;
/** What a reader must take per second, at least, after that. */
const BYTES_PER_SECOND = 64 * 1024;
/** What the system takes from us at once, or nearly so: no clock is started for it. */
const SMALL_BYTES = 64 * 1024;

/**
 * Sends an answer of the graph, or of a page beside it.
 *
 * @param compression undefined: answers are sent as they are
 */
export function sendAnswer(
  { status, headers: given, body }: Answer,
  response: ServerResponse,
  own: OutgoingHttpHeaders,
  compression: Compression | undefined,
): void {
  const isPage = String(given['content-type']).startsWith('text/html');
  const headers: OutgoingHttpHeaders = Object.assign({}, ANSWER_HEADERS, isPage && PAGE_HEADERS, given, own);
  const length = Buffer.byteLength(body);
  if (!compression?.depends(length)) {
    send(response, status, headers, body, length);
    return;
  }
  headers.vary = headers.vary === undefined ? 'Accept-Encoding' : `${headers.vary}, Accept-Encoding`;
  const coding = compression.codingFor(response.req.headers['accept-encoding']);
  if (coding === null) {
    send(response, status, headers, body, length);
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const isWanted = () => !response.destroyed;
  compression.compress(coding, bytes, isWanted, (packed) => {
    if (packed !== null) headers['content-encoding'] = coding;
    const sent = packed ?? bytes;
    send(response, status, headers, sent, sent.length);
  });
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Sends an error of a request as a whole. */
export function sendRefusal(response: ServerResponse, own: OutgoingHttpHeaders, { message, extensions }: GraphQLError) {
  const { code, http } = extensions as { code: string; http: { status: number; headers?: OutgoingHttpHeaders } };
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers: OutgoingHttpHeaders = Object.assign({}, ANSWER_HEADERS, JSON_HEADERS, http.headers, own);
  send(response, http.status, headers, body, Buffer.byteLength(body));
}

/** Sends a short answer of the front door's own. */
export function sendJson(response: ServerResponse, status: number, own: OutgoingHttpHeaders, value: unknown) {
  const headers: OutgoingHttpHeaders = Object.assign({}, ANSWER_HEADERS, JSON_HEADERS, own);
  const body = JSON.stringify(value);
  send(response, status, headers, body, Buffer.byteLength(body));
}

/**
 * A text goes out as it is, with its headers in one write. They are written before it, since node:http would put the two
 * together into one more text; and where all of it is ASCII it need not be turned into UTF-8.
 */
function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Answer['body'],
  length: number,
): void {
  // Nobody reads what is sent to a caller who has hung up, and it must not count as answered.
  if (response.destroyed || response.headersSent || response.req.socket.destroyed) return;
  headers['content-length'] = length;
  response.writeHead(status, headers);
  response.cork();
  response.flushHeaders();
  response.end(body, body.length === length ? 'latin1' : 'utf8');
  if (length > SMALL_BYTES) limitTime(response, length);
}

/** Closes the connection of a reader that takes a long answer too slowly. */
function limitTime(response: ServerResponse, bytes: number): void {
  const { socket } = response;
  const timer = setTimeout(() => socket?.destroy(), STALLED_MS + (bytes / BYTES_PER_SECOND) * 1000);
  response.once('close', () => clearTimeout(timer));
  // Node sets its own limits again when the answer has gone.
  socket?.setTimeout(STALLED_MS);
}
