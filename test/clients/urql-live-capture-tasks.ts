import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange, subscriptionExchange } from 'urql';
import {
  CaptureTaskChangesDocument,
  type CaptureTaskChangesSubscription,
  type CaptureTaskChangesSubscriptionVariables,
  LiveCaptureTasksDocument,
} from '../generated/operations.ts';
import { applied } from './live-list.ts';
import type { LiveTransport } from './live-transport.ts';

export function liveUrqlClient(url: string, token: string, subscribe: LiveTransport): Client {
  return new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers: { 'x-auth-token': token } },
    exchanges: [
      cacheExchange({
        updates: {
          Subscription: {
            captureTaskChanges({ captureTaskChanges: changes }: CaptureTaskChangesSubscription, asked, cache) {
              const { firewallId } = asked as CaptureTaskChangesSubscriptionVariables;
              const query = { query: LiveCaptureTasksDocument, variables: { firewallId } };
              if (!changes.reset) cache.updateQuery(query, (list) => list && applied(list, changes));
            },
          },
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables = {} }) => ({
          subscribe: (sink) => ({ unsubscribe: subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
}

/** Shows the capture tasks of a firewall as they are now, until the returned function is called. */
export function showCaptureTasks(client: Client, firewallId: string, show: (names: string[]) => void): () => void {
  const variables = { firewallId };
  let shown: { unsubscribe(): void } | undefined;
  const changes = client.subscription(CaptureTaskChangesDocument, variables).subscribe(({ data }) => {
    if (data?.captureTaskChanges.reset !== true) return;
    // Changes are kept from now on: what is fetched now is where they begin.
    shown?.unsubscribe();
    shown = client
      .query(LiveCaptureTasksDocument, variables, { requestPolicy: 'network-only' })
      .subscribe((result) => show(result.data?.captureTasks?.edges.map(({ node }) => node?.name ?? '') ?? []));
  });
  return () => {
    changes.unsubscribe();
    shown?.unsubscribe();
  };
}
