import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { ANSWER_HEADERS, PAGE_HEADERS } from './page-policy.ts';
import { refusal } from './refusal.ts';

/** A connection on which nothing moves for so long while an answer is sent is closed. */
const STALLED_MS = 10_000;
/** What a reader must take per second, at least, after that. */
const BYTES_PER_SECOND = 64 * 1024;
/** What the system takes from us at once, or nearly so: no clock is started for it. */
const SMALL_BYTES = 64 * 1024;

/** Sends an answer of the graph, or of a page beside it. */
export async function sendResponse(answer: Response, response: ServerResponse, own: OutgoingHttpHeaders) {
  const body = asBytes(await answer.arrayBuffer());
  if (body.length === 0 && answer.status >= 400) return sendRefusal(response, own, faultOf(answer.status));
  const headers: OutgoingHttpHeaders = { ...ANSWER_HEADERS };
  answer.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  const isPage = String(headers['content-type']).startsWith('text/html');
  if (isPage) Object.assign(headers, PAGE_HEADERS, { ...headers });
  send(response, answer.status, Object.assign(headers, own), body);
}

/** Sends an error of a request as a whole. */
export function sendRefusal(response: ServerResponse, own: OutgoingHttpHeaders, { message, extensions }: GraphQLError) {
  const { code, http } = extensions as { code: string; http: { status: number; headers?: OutgoingHttpHeaders } };
  const body = Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  const headers = { ...ANSWER_HEADERS, 'content-type': 'application/json; charset=utf-8', ...http.headers, ...own };
  send(response, http.status, headers, body);
}

/** Sends a short answer of the front door's own. */
export function sendJson(response: ServerResponse, status: number, own: OutgoingHttpHeaders, value: unknown) {
  const headers = { ...ANSWER_HEADERS, 'content-type': 'application/json; charset=utf-8', ...own };
  send(response, status, headers, Buffer.from(JSON.stringify(value)));
}

function send(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, body: Uint8Array): void {
  if (response.destroyed || response.headersSent) return;
  headers['content-length'] = body.length;
  response.writeHead(status, headers);
  response.end(body);
  if (body.length > SMALL_BYTES) limitTime(response, body.length);
}

/** Closes the connection of a reader that takes a long answer too slowly. */
function limitTime(response: ServerResponse, bytes: number): void {
  const { socket } = response;
  const timer = setTimeout(() => socket?.destroy(), STALLED_MS + (bytes / BYTES_PER_SECOND) * 1000);
  response.once('close', () => clearTimeout(timer));
  // Node sets its own limits again when the answer has gone.
  socket?.setTimeout(STALLED_MS);
}

/** Yoga's `Response` gives a Buffer, which need not be copied. */
function asBytes(body: ArrayBuffer | Uint8Array): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array(body);
}

/** What a bare status means. */
function faultOf(status: number): GraphQLError {
  if (status === 404) return refusal(404, 'NOT_FOUND', 'There is nothing here. The graph is at /graphql.');
  if (status < 500) return refusal(status, 'BAD_USER_INPUT', 'This is no GraphQL request that can be answered.');
  return refusal(status, 'INTERNAL_SERVER_ERROR', 'The gateway failed on this request. Try again.');
}
