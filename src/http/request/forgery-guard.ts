import type { IncomingMessage } from 'node:http';
import { refusal } from '../answer/refusal.ts';
import { isJson } from './content-type.ts';

/**
 * Headers that a page of another site cannot send before the gateway has allowed it in a preflight. Proxies add none
 * of them. (A POST needs none: its JSON content type is of this kind.)
 */
const PREFLIGHTED = [
  ...['x-auth-token', 'x-project-id', 'x-explain', 'x-requested-with', 'x-router-secret'],
  ...['graphql-require-preflight', 'apollo-require-preflight', 'x-apollo-operation-name', 'x-graphql-yoga-csrf'],
  ...['graphql-client-name', 'apollographql-client-name'],
] as const;

/**
 * Refuses a GET that a page of another site may have made a browser send (cross-site request forgery).
 *
 * @param strict asks for one of the headers above, or a JSON content type. Otherwise it is enough that the browser's
 *   own word (Fetch Metadata, `Origin`) does not speak of another site, which every browser gives on loopback.
 * @throws refusal 403
 */
export function guardAgainstForgery(request: IncomingMessage, strict: boolean): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return;
  const { headers } = request;
  if (isJson(headers['content-type'])) return;
  for (const name of PREFLIGHTED) if (headers[name] !== undefined) return;
  if (strict || isFromAnotherSite(request)) {
    throw refusal(
      403,
      'FORBIDDEN',
      'A GET must show that no other site made the browser send it: add the header GraphQL-Require-Preflight: 1, or use POST.',
    );
  }
}

/** Whether a browser says that a page of another site made it send the request. */
export function isFromAnotherSite({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
