import { graphql } from 'react-relay/hooks';
import type { entries_entry$data as Entry } from '../__generated__/entries_entry.graphql.ts';
import QUERY from '../__generated__/entriesQuery.graphql.ts';
import type { ListOf } from '../parts/list.tsx';
import { dateText, sentenceCase } from '../parts/texts.ts';
import { EntryTools } from './entry-tools.tsx';

graphql`
  fragment entries_entry on ListEntry { id listId address direction protocol port description createdDate }
`;

/** A blacklist or whitelist of a protected object. */
export const ENTRIES: ListOf<Entry> = {
  what: 'entries',
  query: QUERY,
  page: graphql`
    fragment entries_query on Query
    @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
    @throwOnFieldError @refetchable(queryName: "entriesQuery") {
      list: listEntries(
        firewallId: $firewallId, objectId: $objectId, listType: $listType
        filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after
      ) @connection(key: "entries_list") {
        __id totalCount
        edges { node { ...entries_entry @relay(mask: false) } }
      }
    }
  `,
  changes: graphql`
    subscription entriesSubscription(
      $firewallId: ID!, $objectId: ID!, $listType: ListType!, $since: String, $added: [ID!]!
    ) {
      changes: listEntryChanges(firewallId: $firewallId, objectId: $objectId, listType: $listType, since: $since) {
        added @prependNode(connections: $added, edgeTypeName: "ListEntryEdge") { ...entries_entry }
        changed { ...entries_entry }
        removed @deleteRecord
        totalCount version reset
      }
    }
  `,
  orders: { 'By address': 'ADDRESS', 'By protocol': 'PROTOCOL' },
  columns: {
    Address: ({ address, listId }) => (
      <label>
        <input type="checkbox" form="lift" name="listId" value={listId} aria-label={`Choose ${address ?? listId}`} />
        {address ?? '–'}
      </label>
    ),
    Direction: ({ direction }) => sentenceCase(direction),
    Protocol: ({ protocol }) => protocol,
    Port: ({ port }) => port ?? 'all',
    Note: ({ description }) => description,
    Created: ({ createdDate }) => dateText(createdDate),
  },
  filters: ({ listType }) => [
    { name: 'matchingAddress', label: `Who ${listType === 'BLACKLIST' ? 'blocks' : 'lets in'} this address?` },
    { name: 'search', label: 'Text in address or note' },
  ],
  Tools: EntryTools,
};
