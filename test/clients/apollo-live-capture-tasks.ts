import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { getMainDefinition } from '@apollo/client/utilities';
import { print } from 'graphql';
import { CaptureTaskChangesDocument, LiveCaptureTasksDocument } from '../generated/operations.ts';
import { applied } from './live-list.ts';
import type { LiveTransport } from './live-transport.ts';

export function liveApolloClient(uri: string, token: string, subscribe: LiveTransport): ApolloClient {
  const live = new ApolloLink(
    ({ query, variables }) => new Observable((observer) => subscribe({ query: print(query), variables }, observer)),
  );
  const isSubscription = ({ query }: ApolloLink.Operation) => {
    const definition = getMainDefinition(query);
    return definition.kind === 'OperationDefinition' && definition.operation === 'subscription';
  };
  const http = new HttpLink({ uri, headers: { 'x-auth-token': token } });
  return new ApolloClient({ link: ApolloLink.split(isSubscription, live, http), cache: new InMemoryCache() });
}

/** Shows the capture tasks of a firewall as they are now, until the returned function is called. */
export function showCaptureTasks(
  client: ApolloClient,
  firewallId: string,
  show: (names: string[]) => void,
): () => void {
  const list = client.watchQuery({
    query: LiveCaptureTasksDocument,
    variables: { firewallId },
    // Nothing is fetched before the first event, a reset, says that changes are kept from now on.
    fetchPolicy: 'standby',
  });
  const seen = list.subscribe(({ data }) =>
    show((data?.captureTasks?.edges ?? []).map((edge) => edge?.node?.name ?? '')),
  );
  const stop = list.subscribeToMore({
    document: CaptureTaskChangesDocument,
    variables: { firewallId },
    updateQuery: (_, { subscriptionData: { data }, complete, previousData }) => {
      if (data.captureTaskChanges.reset) {
        void list.reobserve({ fetchPolicy: 'network-only', nextFetchPolicy: 'cache-first' });
        return undefined;
      }
      return complete ? applied(previousData, data.captureTaskChanges) : undefined;
    },
  });
  return () => {
    stop();
    seen.unsubscribe();
  };
}
