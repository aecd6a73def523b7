import { hash, hkdfSync } from 'node:crypto';
import type { Secret } from '../../shared/secret.ts';
import type { Answer } from '../wire/answer.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { RequestHeaders, UpstreamRequest } from '../wire/request.ts';

/** One attempt that is about to go on the wire and needs to be let in. */
export interface Admission {
  readonly request: UpstreamRequest;
  readonly endpoint: Endpoint;
  readonly projectId: string;
}

/** What lets one attempt in. */
export interface Pass {
  readonly headers: RequestHeaders;
  /**
   * Told how the attempt ended; null when there was no answer. True when the credentials have been mended and the same
   * request is worth one more attempt.
   */
  ended(answer: Answer | null): boolean;
}

/** One way to be let in by CFW. The secret is private to the object: printing or serialising it shows none. */
export interface Credentials extends Secret {
  /** A digest that tells callers apart, safe in keys of memories; empty for nobody. */
  readonly identity: string;
  /** A pass for one attempt. Throws a CfwError when there can be none. */
  authorize(admission: Admission): Pass | Promise<Pass>;
  /** What to do when CFW refuses these credentials: one sentence for the error's message. */
  readonly advice: string;
  /** Takes what an upstream was sent of this way's secrets out of a text of its answer. */
  conceal(text: string): string;
}

/** The API gateway takes 32 KiB a header (cfw-api 3.1). */
export const MAX_TOKEN_LENGTH = 32_768;
// Visible ASCII, so that no CR, LF or other byte can make a second header.
const TOKEN = /^[\x21-\x7e]+$/;

/** True for what may stand in X-Auth-Token. */
export function isToken(text: string): boolean {
  return text.length <= MAX_TOKEN_LENGTH && TOKEN.test(text);
}

/** The digest by which memories tell credentials apart; `kind` keeps the ways apart. */
export function identityOf(kind: string, ...secrets: readonly string[]): string {
  // Each with its length, so that no two sets of secrets make one text.
  let text = kind;
  for (const secret of secrets) text += ` ${secret.length} ${secret}`;
  return hash('sha256', text, 'base64');
}

/** A key of 32 bytes that follows from secrets and a purpose (HKDF with SHA-256). */
export function keyOf(secret: string | Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'cfw-graphql', purpose, 32));
}

/** The caller's own IAM token, handed on in X-Auth-Token (cfw-api 3.1). Absent or malformed, it is nobody. */
export function forwardedToken(token: string | undefined): Credentials {
  return new ForwardedToken(token !== undefined && isToken(token) ? token : '');
}

class ForwardedToken implements Credentials {
  readonly identity: string;
  readonly advice = 'Get a new IAM token for this project and region, and send it in the X-Auth-Token header.';
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
    this.identity = token === '' ? '' : identityOf('token', token);
  }

  authorize(): Pass {
    return { headers: { 'x-auth-token': this.#token }, ended: () => false };
  }

  derive(purpose: string): Buffer {
    return keyOf(this.#token, `token ${purpose}`);
  }

  conceal(text: string): string {
    return text.replaceAll(this.#token, '…');
  }
}
