import { createHmac, hash } from 'node:crypto';
import { percentEncode } from '../wire/canonical-query.ts';

/** A key pair of Huawei Cloud IAM; `securityToken` comes with temporary ones. */
export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
}

/** What is signed of a request. Header names are in lower case; host and date are added. */
export interface SignedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The canonical query string, which is also what goes on the wire. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signs a request with SDK-HMAC-SHA256 and returns the headers to send (cfw-api 3.2). `at` is the time to write into
 * X-Sdk-Date, in milliseconds since 1970; the API gateway refuses one that is 15 minutes off.
 */
export function signRequest(request: SignedRequest, key: SigningKey, at: number): Record<string, string> {
  const date = new Date(at).toISOString().replace(/[-:]|\.[0-9]{3}/g, '');
  const headers: Record<string, string> = { ...request.headers, host: request.host, 'x-sdk-date': date };
  if (key.securityToken !== undefined) headers['x-security-token'] = key.securityToken;

  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const headerLines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonicalRequest = [
    request.method,
    canonicalPath(request.path),
    request.query,
    headerLines,
    signedHeaders,
    hash('sha256', request.body, 'hex'),
  ].join('\n');
  const stringToSign = `SDK-HMAC-SHA256\n${date}\n${hash('sha256', canonicalRequest, 'hex')}`;
  const signature = createHmac('sha256', key.secretKey).update(stringToSign).digest('hex');
  headers.authorization = `SDK-HMAC-SHA256 Access=${key.accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return headers;
}

// The slash at the end is part of the canonical form only: on the wire it would name another API.
function canonicalPath(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}
