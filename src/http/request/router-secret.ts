import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Makes the check whether a request is the router's, by its secret in `X-Router-Secret`.
 *
 * @param routerSecret undefined: nobody can show to be the router
 */
export function routerCheck(routerSecret: string | undefined): (request: Pick<IncomingMessage, 'headers'>) => boolean {
  if (routerSecret === undefined) return () => false;
  const secret = digestOf(routerSecret);
  return ({ headers }) => {
    const sent = headers['x-router-secret'];
    return typeof sent === 'string' && timingSafeEqual(digestOf(sent), secret);
  };
}

/** Digests are of one length, which a comparison in constant time needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
