import { createHash, createHmac } from 'node:crypto';

/**
 * SDK-HMAC-SHA256 seen from the server: the canonical form is rebuilt from what came over the wire. Written from the
 * vendor's API Request Signing Guide, so that a client's mistake is not repeated here.
 * Not simulated: V11-HMAC-SHA256, SDK-HMAC-SM3 and P256.
 */

/** A request as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string | Buffer;
}

/** The three parts of the Authorization header. */
export interface Authorization {
  readonly access: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

/** Reads an Authorization header; undefined when it is none of this algorithm. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, access, signedHeaders, signature] = AUTHORIZATION.exec(header) ?? [];
  if (!access || !signedHeaders || !signature) return undefined;
  return { access, signedHeaders: signedHeaders.split(';'), signature };
}

/** The canonical request over the given headers. */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = '', ...rest] = request.url.split('?');
  const headers = signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(rest.join('?')),
    headers.join(''),
    signedHeaders.join(';'),
    String(request.headers['x-sdk-content-sha256'] ?? sha256(request.body)),
  ].join('\n');
}

/** The signature that the owner of `sk` would have made. */
export function signatureOf(canonical: string, sdkDate: string, sk: string): string {
  return createHmac('sha256', sk)
    .update(`SDK-HMAC-SHA256\n${sdkDate}\n${sha256(canonical)}`)
    .digest('hex');
}

/** Milliseconds since 1970 of an X-Sdk-Date (`YYYYMMDDTHHMMSSZ`); NaN for any other text. */
export function sdkDateMs(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function canonicalPath(path: string): string {
  const encoded = path.split('/').map((segment) => encode(decode(segment)));
  return encoded.at(-1) === '' ? encoded.join('/') : `${encoded.join('/')}/`;
}

/** A `+` on the wire is a plus: the signing rules know `%20` only, so a client that writes spaces as `+` is refused. */
function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    return [decode(key), decode(value)] as const;
  });
  return pairs
    .sort(([a, x], [b, y]) => byCodeUnit(a, b) || byCodeUnit(x, y))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join('&');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Everything but `A-Z a-z 0-9 - _ . ~` as upper-case percent escapes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
