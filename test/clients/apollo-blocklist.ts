import { ApolloClient, HttpLink, InMemoryCache, type Reference } from '@apollo/client';
import { useMutation, useQuery } from '@apollo/client/react';
import { relayStylePagination } from '@apollo/client/utilities';
import { BlockDocument, BlocklistDocument, LiftDocument } from '../generated/operations.ts';

export function apolloClient(uri: string, token: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri, headers: { 'x-auth-token': token } }),
    cache: new InMemoryCache({
      typePolicies: { Query: { fields: { listEntries: relayStylePagination(['objectId', 'listType']) } } },
    }),
  });
}

/** The list as the cache holds it. */
interface Stored {
  readonly edges: readonly { readonly node: Reference }[];
}

/** The blacklist of an object, and how to block an address and to lift a block. */
export function useBlocklist(objectId: string) {
  const list = { objectId, listType: 'BLACKLIST' } as const;
  const { data } = useQuery(BlocklistDocument, { variables: { objectId, first: 50 } });
  const [block] = useMutation(BlockDocument, {
    update(cache, { data }) {
      const entries = data?.createListEntries?.results.flatMap(({ entry }) => entry ?? []) ?? [];
      cache.modify({
        fields: {
          listEntries(stored, { toReference, storeFieldName }) {
            if (!storeFieldName.includes(objectId)) return stored;
            const known = new Set((stored as Stored).edges.map(({ node }) => node.__ref));
            const nodes = entries.map((entry) => toReference(entry, true)!).filter(({ __ref }) => !known.has(__ref));
            const edges = nodes.map((node) => ({ __typename: 'ListEntryEdge', cursor: '', node }));
            return { ...stored, edges: [...edges, ...stored.edges] };
          },
        },
      });
    },
  });
  const [lift] = useMutation(LiftDocument, {
    update(cache, { data }) {
      for (const { outcome, deletedId: id } of data?.deleteListEntries?.results ?? []) {
        // What failed, is pending or unknown is still there, as far as anybody knows.
        if (outcome === 'DELETED' || outcome === 'ABSENT') cache.evict({ id: `ListEntry:${id}` });
      }
    },
  });
  return {
    entries: data?.listEntries?.edges.map(({ node }) => node) ?? [],
    block: async (address: string) => {
      const entry = { __typename: 'ListEntry', id: `new ${address}`, listId: '', address } as const;
      // Shown at once, and taken back when the answer is there, whatever it says.
      const result = { __typename: 'CreateListEntryResult', outcome: 'CREATED', message: null, entry } as const;
      const payload = { __typename: 'CreateListEntriesPayload', results: [result] };
      const { data } = await block({
        variables: { input: { ...list, entries: [{ address, direction: 'SOURCE', protocol: 'ANY' }] } },
        optimisticResponse: { createListEntries: payload },
      });
      return data?.createListEntries?.results[0];
    },
    lift: async (listId: string) => {
      const { data } = await lift({ variables: { input: { ...list, listIds: [listId] } } });
      return data?.deleteListEntries?.results[0];
    },
  };
}
