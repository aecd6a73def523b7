import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { refusal } from '../answer/refusal.ts';

/** Node, left to itself, drops what comes after as many, and says nothing. */
const MAX_HEADERS = 2_000;
/** Node takes the first of each and drops the others, which another server on the way may have gone by. */
const SINGLE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type']);
/** `uri-host [ ":" port ]` (RFC 9110, 7.2). A request for what has no authority sends an empty one. */
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/is;
const METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What may be asked of some place of the gateway. */
export const ALLOWED = 'GET, HEAD, POST, OPTIONS';

/**
 * Turns a request target in absolute form into one in origin form, as every server must take it; its authority counts
 * instead of `Host` (RFC 9112, 3.2.2).
 */
export function toOriginForm(request: IncomingMessage): void {
  const [, authority, rest = ''] = ABSOLUTE_FORM.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  request.headers.host = authority;
}

/**
 * What is wrong with a request as a message of HTTP, whatever it asks for; null when it is well. Node would answer some
 * of it without a word, drop or overlook the rest.
 */
export function faultOf(request: IncomingMessage): GraphQLError | null {
  const { rawHeaders, headers, method, httpVersion } = request;
  if (rawHeaders.length > 2 * MAX_HEADERS) return hangUp(431, `A request may have at most ${MAX_HEADERS} headers.`);
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return hangUp(400, `Send the header ${name} once.`);
    seen.add(name);
  }
  if (!seen.has('host') && httpVersion === '1.1') return hangUp(400, 'Send the header Host: HTTP/1.1 wants one.');
  if (!HOST.test(headers.host ?? '')) return hangUp(400, 'The header Host, or the URL, names no host.');
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && (httpVersion !== '1.1' || coding.toLowerCase() !== 'chunked')) {
    return hangUp(501, 'Send the body in chunks or with its length: no other Transfer-Encoding is read.');
  }
  if (headers.expect !== undefined && httpVersion === '1.1' && !/^100-continue$/i.test(headers.expect)) {
    return hangUp(417, 'The gateway can meet no expectation but 100-continue.');
  }
  if (METHODS.has(method)) return null;
  return refusal(405, 'BAD_USER_INPUT', 'Ask by POST, or by GET.', {
    headers: { allow: ALLOWED, connection: 'close' },
  });
}

/** Where a message is not what it should be, nothing that follows on its connection can be trusted. */
function hangUp(status: number, message: string): GraphQLError {
  return refusal(status, 'BAD_USER_INPUT', message, { headers: { connection: 'close' } });
}
