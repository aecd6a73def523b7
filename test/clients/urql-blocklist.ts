import { cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { Client, fetchExchange, useMutation, useQuery } from 'urql';
import {
  BlockDocument,
  BlocklistDocument,
  type BlockMutation,
  LiftDocument,
  type LiftMutation,
} from '../generated/operations.ts';

/** Lists that have grown are read again: where a new entry stands in them only CFW knows. */
const blocked: UpdateResolver<BlockMutation> = ({ createListEntries }, _args, cache) => {
  if (createListEntries?.results.every(({ entry }) => entry === null)) return;
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === 'listEntries') cache.invalidate('Query', fieldName, args);
  }
};

/** What failed, is pending or unknown is still there, as far as anybody knows. */
const lifted: UpdateResolver<LiftMutation> = ({ deleteListEntries }, _args, cache) => {
  for (const { outcome, deletedId: id } of deleteListEntries?.results ?? []) {
    if (outcome === 'DELETED' || outcome === 'ABSENT') cache.invalidate({ __typename: 'ListEntry', id });
  }
};

const PAYLOADS = [
  'CreateListEntriesPayload',
  'CreateListEntryResult',
  'DeleteListEntriesPayload',
  'DeleteListEntryResult',
];

export function urqlClient(url: string, token: string): Client {
  const cache = cacheExchange({
    // Payloads have no id, and are kept nowhere.
    keys: Object.fromEntries(PAYLOADS.map((type) => [type, () => null])),
    resolvers: { Query: { listEntries: relayPagination() } },
    updates: { Mutation: { createListEntries: blocked, deleteListEntries: lifted } },
  });
  return new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers: { 'x-auth-token': token } },
    exchanges: [cache, fetchExchange],
  });
}

/** The blacklist of an object, and how to block an address and to lift a block. */
export function useBlocklist(objectId: string) {
  const list = { objectId, listType: 'BLACKLIST' } as const;
  const [{ data }] = useQuery({ query: BlocklistDocument, variables: { objectId, first: 50 } });
  const [, block] = useMutation(BlockDocument);
  const [, lift] = useMutation(LiftDocument);
  return {
    entries: data?.listEntries?.edges.map(({ node }) => node) ?? [],
    block: async (address: string) => {
      const { data } = await block({
        input: { ...list, entries: [{ address, direction: 'SOURCE', protocol: 'ANY' }] },
      });
      return data?.createListEntries?.results[0];
    },
    lift: async (listId: string) => {
      const { data } = await lift({ input: { ...list, listIds: [listId] } });
      return data?.deleteListEntries?.results[0];
    },
  };
}
