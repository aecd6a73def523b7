import { fetchQuery, graphql, requestSubscription } from 'react-relay';
import {
  ConnectionHandler,
  createOperationDescriptor,
  Environment,
  type FetchFunction,
  getRequest,
  Network,
  Observable,
  RecordSource,
  type RecordSourceSelectorProxy,
  Store,
  type SubscribeFunction,
} from 'relay-runtime';
import type { relayLiveCaptureTasksQuery } from '../generated/relay/relayLiveCaptureTasksQuery.graphql.ts';
import type {
  relayLiveCaptureTasksSubscription,
  relayLiveCaptureTasksSubscription$data,
} from '../generated/relay/relayLiveCaptureTasksSubscription.graphql.ts';
import type { LiveTransport } from './live-transport.ts';

export function liveRelayEnvironment(url: string, token: string, subscribe: LiveTransport): Environment {
  const ask: FetchFunction = async ({ name, text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': token },
      body: JSON.stringify({ operationName: name, query: text, variables }),
    });
    return response.json();
  };
  const follow: SubscribeFunction = ({ text }, variables) =>
    Observable.create((sink) =>
      subscribe({ query: text!, variables }, { ...sink, error: (error) => sink.error(error as Error) }),
    );
  return new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
}

/** Shows the capture tasks of a firewall as they are now, until the returned function is called. */
export function showCaptureTasks(
  environment: Environment,
  firewallId: string,
  show: (names: string[]) => void,
): () => void {
  const query = graphql`
    query relayLiveCaptureTasksQuery($firewallId: ID!) {
      captureTasks(firewallId: $firewallId, first: 1000)
        @connection(key: "relayLive_captureTasks", filters: ["firewallId"]) {
        totalCount
        edges {
          node {
            name
            status
          }
        }
      }
    }
  `;
  const list = createOperationDescriptor(getRequest(query), { firewallId });
  const kept = environment.retain(list);
  const snapshot = environment.lookup(list.fragment);
  const read = (data: unknown) => {
    const { captureTasks } = data as relayLiveCaptureTasksQuery['response'];
    if (captureTasks) show(captureTasks.edges.map(({ node }) => node?.name ?? ''));
  };
  // As `useLazyLoadQuery` has it: what is in the store is shown, whoever has put it there.
  const shown = environment.subscribe(snapshot, ({ data }) => read(data));
  const changes = requestSubscription<relayLiveCaptureTasksSubscription>(environment, {
    subscription: graphql`
      subscription relayLiveCaptureTasksSubscription($firewallId: ID!, $since: String) {
        captureTaskChanges(firewallId: $firewallId, since: $since) {
          added {
            id
            name
            status
          }
          changed {
            name
            status
          }
          removed
          totalCount
          version
          reset
        }
      }
    `,
    variables: { firewallId },
    updater: (store, data) => apply(store, firewallId, data?.captureTaskChanges),
    onNext: (data) => {
      // Changes are kept from now on: what is fetched now is where they begin.
      if (data?.captureTaskChanges.reset) {
        fetchQuery<relayLiveCaptureTasksQuery>(environment, query, { firewallId }).subscribe({});
      }
    },
  });
  return () => {
    changes.dispose();
    shown.dispose();
    kept.dispose();
  };
}

/** Puts added rows into the connection and takes removed ones out. Relay itself takes over what has changed, by its id. */
function apply(
  store: RecordSourceSelectorProxy<relayLiveCaptureTasksSubscription$data>,
  firewallId: string,
  changes: relayLiveCaptureTasksSubscription$data['captureTaskChanges'] | undefined,
): void {
  const list = ConnectionHandler.getConnection(store.getRoot(), 'relayLive_captureTasks', { firewallId });
  if (!list || !changes || changes.reset) return;
  for (const id of changes.removed) ConnectionHandler.deleteNode(list, id);
  for (const { id } of changes.added) {
    ConnectionHandler.deleteNode(list, id);
    const edge = ConnectionHandler.createEdge(store, list, store.get(id)!, 'CaptureTaskEdge');
    ConnectionHandler.insertEdgeBefore(list, edge);
  }
  list.setValue(changes.totalCount, 'totalCount');
}
