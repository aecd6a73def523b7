import { graphql, useLazyLoadQuery, useMutation, useRelayEnvironment } from 'react-relay';
import { ConnectionHandler, fetchQuery } from 'relay-runtime';
import type { relayBlocklistBlockMutation } from '../generated/relay/relayBlocklistBlockMutation.graphql.ts';
import type { relayBlocklistLiftMutation } from '../generated/relay/relayBlocklistLiftMutation.graphql.ts';
import type { relayBlocklistQuery } from '../generated/relay/relayBlocklistQuery.graphql.ts';

const LIST = graphql`
  query relayBlocklistQuery($objectId: ID!) {
    listEntries(objectId: $objectId, listType: BLACKLIST, first: 50)
      @connection(key: "relayBlocklist_listEntries", filters: ["objectId", "listType"]) {
      edges {
        node {
          listId
          address
        }
      }
    }
  }
`;

const BLOCK = graphql`
  mutation relayBlocklistBlockMutation($input: CreateListEntriesInput!, $connections: [ID!]!) {
    createListEntries(input: $input) {
      results {
        outcome
        message
        entry @prependNode(connections: $connections, edgeTypeName: "ListEntryEdge") {
          listId
          address
        }
      }
    }
  }
`;

const LIFT = graphql`
  mutation relayBlocklistLiftMutation($input: DeleteListEntriesInput!) {
    deleteListEntries(input: $input) {
      results {
        outcome
        message
        deletedId @deleteRecord
      }
    }
  }
`;

/** The blacklist of an object, and how to block an address and to lift a block. */
export function useBlocklist(objectId: string) {
  const list = { objectId, listType: 'BLACKLIST' } as const;
  const environment = useRelayEnvironment();
  const { listEntries } = useLazyLoadQuery<relayBlocklistQuery>(LIST, { objectId });
  const [block] = useMutation<relayBlocklistBlockMutation>(BLOCK);
  const [lift] = useMutation<relayBlocklistLiftMutation>(LIFT);
  const connection = ConnectionHandler.getConnectionID('client:root', 'relayBlocklist_listEntries', list);
  return {
    // What @deleteRecord took away leaves an edge without its node.
    entries: listEntries?.edges.flatMap(({ node }) => node ?? []) ?? [],
    block: (address: string) =>
      new Promise((resolve, reject) => {
        const input = { ...list, entries: [{ address, direction: 'SOURCE', protocol: 'ANY' }] } as const;
        block({
          variables: { input, connections: [connection] },
          onCompleted: ({ createListEntries }) => resolve(createListEntries?.results[0]),
          onError: reject,
        });
      }),
    lift: (listId: string) =>
      new Promise((resolve, reject) => {
        lift({
          variables: { input: { ...list, listIds: [listId] } },
          onCompleted: ({ deleteListEntries }) => {
            const [result] = deleteListEntries?.results ?? [];
            const isGone = result?.outcome === 'DELETED' || result?.outcome === 'ABSENT';
            // @deleteRecord asks for no outcome: what failed, is pending or unknown is read back.
            resolve(
              isGone
                ? result
                : fetchQuery(environment, LIST, { objectId })
                    .toPromise()
                    .then(() => result),
            );
          },
          onError: reject,
        });
      }),
  };
}
