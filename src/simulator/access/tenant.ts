import { createHash } from 'node:crypto';

/**
 * The mark that rows carry with the option `tenantRows`: the first eight hex digits of the credential's SHA-256.
 * @param credential the X-Auth-Token, or the AK of a signed call
 */
export function tenantMark(credential: string): string {
  return createHash('sha256').update(credential).digest('hex').slice(0, 8);
}

/** A text with the tenant's mark before it; without a mark the text as it is. */
export function marked(mark: string | undefined, text: unknown): unknown {
  if (mark === undefined) return text;
  return typeof text === 'string' && text !== '' ? `${mark} ${text}` : mark;
}
