import { isJsonObject } from '../decoding/fields.ts';
import type { Answer } from '../wire/answer.ts';
import type { JsonText } from '../wire/json-text.ts';
import { isToken } from './credentials.ts';

/** A token of IAM for one project. Times are by `Date.now()`. */
export interface Token {
  readonly text: string;
  readonly expiresAt: number;
  renewAt: number;
  /** CFW has taken it at least once. */
  accepted: boolean;
}

/** A token is renewed in the last part of its life: a tenth of it, at most half an hour. */
const LONGEST_MARGIN_MS = 30 * 60_000;

/** The token of a login (status 201, header X-Subject-Token); null when there is none. */
export function readToken(answer: Answer): Token | null {
  const text = answer.header('x-subject-token') ?? '';
  const lifetimeMs = readLifetime(answer.body);
  if (answer.status !== 201 || !isToken(text) || !(lifetimeMs > 0)) return null;
  const now = Date.now();
  return {
    text,
    expiresAt: now + lifetimeMs,
    renewAt: now + lifetimeMs - Math.min(LONGEST_MARGIN_MS, lifetimeMs / 10),
    accepted: false,
  };
}

/** From `token.issued_at` to `token.expires_at` in milliseconds, so that clocks need not agree; NaN when unknown. */
function readLifetime(body: JsonText): number {
  const reply = body.read();
  const token = isJsonObject(reply) && isJsonObject(reply.token) ? reply.token : {};
  return Date.parse(String(token.expires_at)) - Date.parse(String(token.issued_at));
}
