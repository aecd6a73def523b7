import type { FormEvent } from 'react';
import { graphql } from 'react-relay/hooks';
import type { entries_query$data } from '../__generated__/entries_query.graphql.ts';
import type { entriesLiftMutation } from '../__generated__/entriesLiftMutation.graphql.ts';
import type { entriesQuery, ListType } from '../__generated__/entriesQuery.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Boundary } from '../parts/boundary.tsx';
import { Choice, chosen, Field, type Texts } from '../parts/form.tsx';
import { type Asked, List } from '../parts/list.tsx';
import type { Columns } from '../parts/table.tsx';
import { dateText, sentenceCase } from '../parts/texts.ts';
import { AddEntries } from './add-entries.tsx';
import { Quota } from './quota.tsx';

const ENTRIES = graphql`
  query entriesQuery(
    $firewallId: ID!, $objectId: ID!, $listType: ListType!, $filterBy: ListEntryFilters, $orderBy: ListEntryOrder
  ) {
    ...entries_query
  }
`;

const PAGE = graphql`
  fragment entries_query on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
  @throwOnFieldError
  @refetchable(queryName: "entriesPageQuery") {
    list: listEntries(
      firewallId: $firewallId, objectId: $objectId, listType: $listType
      filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after
    ) @connection(key: "entries_list", filters: ["objectId", "listType", "filterBy", "orderBy"]) {
      __id
      totalCount
      edges { node { ...entries_entry @relay(mask: false) } }
    }
  }
`;

graphql`
  fragment entries_entry on ListEntry { id listId address direction protocol port description createdDate }
`;

const CHANGES = graphql`
  subscription entriesSubscription(
    $firewallId: ID!, $objectId: ID!, $listType: ListType!, $since: String, $added: [ID!]!
  ) {
    changes: listEntryChanges(firewallId: $firewallId, objectId: $objectId, listType: $listType, since: $since) {
      added @prependNode(connections: $added, edgeTypeName: "ListEntryEdge") { ...entries_entry }
      changed { ...entries_entry }
      removed @deleteRecord
      totalCount
      version
      reset
    }
  }
`;

const LIFT = graphql`
  mutation entriesLiftMutation($input: DeleteListEntriesInput!) {
    write: deleteListEntries(input: $input) {
      results { outcome message deletedId }
    }
  }
`;

const ORDERS = {
  'As Cloud Firewall lists them': null,
  'By address': { field: 'ADDRESS' },
  'By protocol': { field: 'PROTOCOL' },
  'Newest first': { field: 'CREATED_DATE', direction: 'DESC' },
} as const;

function askedOf(text: Texts): Asked<entriesQuery> {
  const filterBy = { matchingAddress: text('address') || null, search: text('search') || null };
  const isFiltered = filterBy.matchingAddress || filterBy.search;
  return { filterBy: isFiltered ? filterBy : null, orderBy: chosen(ORDERS, text('order')) };
}

type Entry = NonNullable<NonNullable<entries_query$data['list']>['edges'][number]['node']>;

const COLUMNS: Columns<Entry> = {
  Address: ({ address, listId }) => (
    <label>
      <input type="checkbox" form="lift" name="listId" value={listId} aria-label={`Choose ${address ?? listId}`} />
      {address ?? '–'}
    </label>
  ),
  Direction: ({ direction }) => sentenceCase(direction),
  Protocol: ({ protocol }) => protocol ?? '–',
  Port: ({ port }) => port ?? 'all',
  Note: ({ description }) => description ?? '–',
  Created: ({ createdDate }) => dateText(createdDate),
};

/** Which blacklist or whitelist. */
export interface WhichList {
  readonly firewallId: string;
  readonly objectId: string;
  readonly listType: ListType;
}

/** A blacklist or whitelist: how full it is, which entries traffic with an address meets, and who is to come or go. */
export default function Entries(list: WhichList) {
  const { send, isSending } = useWrite<entriesLiftMutation>(LIFT);
  const lift = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const listIds = new FormData(event.currentTarget).getAll('listId').map(String);
    if (listIds.length > 0) send(`lift ${listIds.length} of the entries`, { ...list, listIds });
  };
  const fields = (
    <>
      <Field
        type="search"
        name="address"
        label={`Who ${list.listType === 'BLACKLIST' ? 'blocks' : 'lets in'} this address?`}
      />
      <Field type="search" name="search" label="Text in address or note" />
      <Choice name="order" label="Order" of={ORDERS} />
    </>
  );
  const documents = { query: ENTRIES, page: PAGE, changes: CHANGES };
  return (
    <List<entriesQuery, Entry>
      what="entries"
      {...documents}
      {...{ fields, askedOf }}
      columns={COLUMNS}
      variables={list}
    >
      {(reload, reloads) => (
        <>
          <AddEntries list={list} added={reload} />
          <form id="lift" onSubmit={lift}>
            <button type="submit" disabled={isSending}>
              Lift what is chosen
            </button>
          </form>
          <Boundary what="the quota" reloads={reloads}>
            {(reading) => <Quota list={list} reading={reading} />}
          </Boundary>
        </>
      )}
    </List>
  );
}
