import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import { Environment, type FetchFunction, Network, RecordSource, Store } from 'relay-runtime';
import type { relayCaptureTasks_firewall$key } from '../generated/relay/relayCaptureTasks_firewall.graphql.ts';
import type { relayCaptureTasksPageQuery } from '../generated/relay/relayCaptureTasksPageQuery.graphql.ts';
import type {
  relayCaptureTasksQuery,
  relayCaptureTasksQuery$variables,
} from '../generated/relay/relayCaptureTasksQuery.graphql.ts';

export function relayEnvironment(url: string, token: string): Environment {
  const ask: FetchFunction = async ({ name, text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': token },
      body: JSON.stringify({ operationName: name, query: text, variables }),
    });
    return response.json();
  };
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
}

export type Asked = Pick<relayCaptureTasksQuery$variables, 'filterBy' | 'orderBy'>;

/** The capture tasks of a firewall, filtered and sorted, from the top (`first`) or the end (`last`), one page at a time. */
export function useCaptureTasks(firewallId: string, page: { first: number } | { last: number }, asked: Asked = {}) {
  const { firewall } = useLazyLoadQuery<relayCaptureTasksQuery>(
    graphql`
      query relayCaptureTasksQuery(
        $firewallId: ID!
        $filterBy: CaptureTaskFilters
        $orderBy: CaptureTaskOrder
        $first: Int
        $last: Int
      ) {
        firewall(firewallId: $firewallId) {
          ...relayCaptureTasks_firewall
            @arguments(filterBy: $filterBy, orderBy: $orderBy, first: $first, last: $last)
        }
      }
    `,
    { firewallId, ...asked, ...page },
  );
  return usePaginationFragment<relayCaptureTasksPageQuery, relayCaptureTasks_firewall$key>(
    graphql`
      fragment relayCaptureTasks_firewall on Firewall
      @argumentDefinitions(
        filterBy: { type: "CaptureTaskFilters" }
        orderBy: { type: "CaptureTaskOrder" }
        first: { type: "Int" }
        after: { type: "String" }
        last: { type: "Int" }
        before: { type: "String" }
      )
      @refetchable(queryName: "relayCaptureTasksPageQuery")
      @throwOnFieldError {
        captureTasks(
          filterBy: $filterBy
          orderBy: $orderBy
          first: $first
          after: $after
          last: $last
          before: $before
        ) @connection(key: "relayCaptureTasks_captureTasks", filters: ["filterBy", "orderBy"]) {
          totalCount
          edges {
            node {
              taskId
              name
              status
            }
          }
        }
      }
    `,
    firewall,
  );
}
