import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { useState } from 'react';
import { Client, fetchExchange, useQuery } from 'urql';
import { CaptureTasksDocument, type CaptureTasksQueryVariables } from '../generated/operations.ts';

export function urqlClient(url: string, token: string): Client {
  return new Client({
    url,
    // The answers are one person's: nothing between may keep them, as it may keep those of GET.
    preferGetMethod: false,
    fetchOptions: { headers: { 'x-auth-token': token } },
    exchanges: [cacheExchange({ resolvers: { Query: { captureTasks: relayPagination() } } }), fetchExchange],
  });
}

export type Asked = Pick<CaptureTasksQueryVariables, 'filterBy' | 'orderBy'>;

/** The capture tasks of a firewall, filtered and sorted, from the top (`first`) or the end (`last`), one page at a time. */
export function useCaptureTasks(firewallId: string, page: { first: number } | { last: number }, asked: Asked = {}) {
  const whichList = { firewallId, ...asked };
  const [variables, setVariables] = useState<CaptureTasksQueryVariables>({ ...whichList, ...page });
  // The cache answers with all pages it has of the list, whichever page the variables name.
  const [{ data, fetching }] = useQuery({ query: CaptureTasksDocument, variables });
  const list = data?.captureTasks;
  return {
    tasks: list?.edges.map(({ node }) => node) ?? [],
    total: list?.totalCount,
    loading: fetching,
    hasNext: list?.pageInfo.hasNextPage === true,
    loadNext: (first: number) => setVariables({ ...whichList, first, after: list?.pageInfo.endCursor }),
    hasPrevious: list?.pageInfo.hasPreviousPage === true,
    loadPrevious: (last: number) => setVariables({ ...whichList, last, before: list?.pageInfo.startCursor }),
  };
}
