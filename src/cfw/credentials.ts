import { hash } from 'node:crypto';
import type { Endpoint } from './endpoint.ts';
import type { UpstreamRequest } from './request.ts';

/** Header names, in lower case, and their values. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** One attempt that is about to go on the wire and needs to be let in. */
export interface Admission {
  readonly request: UpstreamRequest;
  readonly endpoint: Endpoint;
  readonly projectId: string;
  readonly signal: AbortSignal;
}

/** One way to be let in by CFW. The secret is private to the object: printing or serialising it shows none. */
export interface Credentials {
  /** A digest that tells callers apart, safe in keys of memories; empty for nobody. */
  readonly identity: string;
  /** The headers that let one attempt in. Throws a CfwError when there can be none. */
  authorize(admission: Admission): RequestHeaders | Promise<RequestHeaders>;
  /** What to do when CFW refuses these credentials: one sentence for the error's message. */
  readonly advice: string;
  /** Takes this way's secrets out of a text of the upstream. */
  conceal(text: string): string;
}

// Visible ASCII, so that no CR, LF or other byte can make a second header. The API gateway takes 32 KiB a header.
const TOKEN = /^[\x21-\x7e]{1,32768}$/;

/** The digest by which memories tell credentials apart; `kind` keeps the ways apart. */
export function identityOf(kind: string, ...secrets: readonly string[]): string {
  return hash('sha256', JSON.stringify([kind, ...secrets]), 'base64');
}

/** The caller's own IAM token, handed on in X-Auth-Token (cfw-api 3.1). Absent or malformed, it is nobody. */
export function forwardedToken(token: string | undefined): Credentials {
  return new ForwardedToken(token !== undefined && TOKEN.test(token) ? token : '');
}

class ForwardedToken implements Credentials {
  readonly identity: string;
  readonly advice = 'Get a new IAM token for this project and region, and send it in the X-Auth-Token header.';
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
    this.identity = token === '' ? '' : identityOf('token', token);
  }

  authorize(): RequestHeaders {
    return { 'x-auth-token': this.#token };
  }

  conceal(text: string): string {
    return text.replaceAll(this.#token, '…');
  }
}
