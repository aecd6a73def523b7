import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { relayStylePagination } from '@apollo/client/utilities';
import { CaptureTasksDocument, type CaptureTasksQueryVariables } from '../generated/operations.ts';

export function apolloClient(uri: string, token: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri, headers: { 'x-auth-token': token } }),
    cache: new InMemoryCache({
      // Named are the arguments that make another list; first, after, last and before make another page of it.
      typePolicies: {
        Query: {
          fields: {
            captureTasks: relayStylePagination(['firewallId', 'enterpriseProjectId', 'filterBy', 'orderBy']),
          },
        },
      },
    }),
  });
}

export type Asked = Pick<CaptureTasksQueryVariables, 'filterBy' | 'orderBy'>;

/** The capture tasks of a firewall, filtered and sorted, from the top (`first`) or the end (`last`), one page at a time. */
export function useCaptureTasks(firewallId: string, page: { first: number } | { last: number }, asked: Asked = {}) {
  const { data, loading, fetchMore } = useQuery(CaptureTasksDocument, {
    variables: { firewallId, ...asked, ...page },
    notifyOnNetworkStatusChange: true,
  });
  const list = data?.captureTasks;
  // Apollo adds these to the first page's variables, so the other direction's are taken back.
  const after = (first: number) => ({ first, after: list?.pageInfo.endCursor, last: null, before: null });
  const before = (last: number) => ({ last, before: list?.pageInfo.startCursor, first: null, after: null });
  return {
    tasks: list?.edges.map(({ node }) => node) ?? [],
    total: list?.totalCount,
    loading,
    hasNext: list?.pageInfo.hasNextPage === true,
    loadNext: (first: number) => fetchMore({ variables: after(first) }),
    hasPrevious: list?.pageInfo.hasPreviousPage === true,
    loadPrevious: (last: number) => fetchMore({ variables: before(last) }),
  };
}
