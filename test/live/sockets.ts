import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Changes, StreamResult } from './streams.ts';

/** A client of graphql-ws, as front ends have it. */
export function socketClient(
  url: string,
  connectionParams: Record<string, unknown> = { 'X-Auth-Token': 'token-of-a-tenant' },
  headers: Record<string, string> = {},
): Client {
  class WebSocketWithHeaders extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  return createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocketWithHeaders,
    connectionParams,
    retryAttempts: 0,
  });
}

/** Results of one operation over a socket. */
export function socketResults(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const results = client.iterate({ query, variables });
  return {
    async next(): Promise<StreamResult | null> {
      const { done, value } = await results.next();
      return done ? null : (value as StreamResult);
    },
    async changes(): Promise<Changes> {
      const { value } = await results.next();
      const [changes] = Object.values((value as StreamResult).data ?? {});
      if (changes === undefined) throw new Error(`no event but ${JSON.stringify(value)}`);
      return changes;
    },
    leave: () => results.return!(),
  };
}
