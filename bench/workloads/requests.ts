import { LONG_FIREWALL, TOKEN } from '../dataset.ts';
import type { LoadRequest } from '../exchange.ts';
import { DASHBOARD_QUERY, DASHBOARD_WINDOWS } from './documents.ts';

/** An operation, as a client sends it. */
export function ask(query: string, variables: Record<string, unknown>): LoadRequest {
  return send({ query, variables });
}

/** The body of a request to the graph: an operation, or the id of one. */
export function send(asked: object): LoadRequest {
  const body = JSON.stringify(asked);
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  return { method: 'POST', path: '/graphql', headers: { ...headers, 'x-auth-token': TOKEN }, body };
}

/** A page of the long list from the floor: `first` rows after the cursor, or from the start of the list. */
export function fetchPage(first: number, after: string | null): LoadRequest {
  const parameters = new URLSearchParams({ firewallId: LONG_FIREWALL, first: String(first), ...(after && { after }) });
  return { method: 'GET', path: `/capture-tasks?${parameters}`, headers: { 'x-auth-token': TOKEN }, body: '' };
}

/** Aliases over one list, from a place of it on: the first half of the windows adjacent, the others overlapping by half; and three totals. */
export function dashboard(start: number, cursors: readonly string[]): LoadRequest {
  const variables: Record<string, string> = { firewallId: LONG_FIREWALL };
  for (let window = 0; window < DASHBOARD_WINDOWS; window++) {
    const offset = window < 8 ? window * 60 : 480 + (window - 8) * 30;
    variables[`after${window}`] = cursors[start + offset]!;
  }
  return ask(DASHBOARD_QUERY, variables);
}
