import { useState } from 'react';
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import type { entriesTable_query$key } from '../__generated__/entriesTable_query.graphql.ts';
import type { entriesTablePageQuery } from '../__generated__/entriesTablePageQuery.graphql.ts';
import type { entriesTableQuery, entriesTableQuery$variables } from '../__generated__/entriesTableQuery.graphql.ts';
import type { entriesTableSubscription } from '../__generated__/entriesTableSubscription.graphql.ts';
import { Follow } from '../parts/follow.tsx';
import type { Table } from '../parts/list-page.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Sortable } from '../parts/sortable.tsx';
import { count } from '../parts/texts.ts';
import type { List } from './entries.tsx';
import { EntryRow } from './entry-row.tsx';
import { LiftEntries } from './lift-entries.tsx';

const PAGE = 100;

export type Asked = Pick<entriesTableQuery$variables, 'filterBy' | 'orderBy'>;

interface Shown extends Table<Asked> {
  readonly list: List;
}

export function EntriesTable({ list, asked, ask, turn, reload }: Shown) {
  const query = useLazyLoadQuery<entriesTableQuery>(
    graphql`
      query entriesTableQuery(
        $firewallId: ID!, $objectId: ID!, $listType: ListType!, $filterBy: ListEntryFilters, $orderBy: ListEntryOrder
      ) {
        ...entriesTable_query
      }
    `,
    { ...list, ...asked },
    { fetchKey: turn, fetchPolicy: 'network-only' },
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    entriesTablePageQuery,
    entriesTable_query$key
  >(
    graphql`
      fragment entriesTable_query on Query
      @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
      @throwOnFieldError
      @refetchable(queryName: "entriesTablePageQuery") {
        listEntries(
          firewallId: $firewallId, objectId: $objectId, listType: $listType
          filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after
        ) @connection(key: "entriesTable_listEntries", filters: ["objectId", "listType", "filterBy", "orderBy"]) {
          __id
          totalCount
          edges {
            node {
              id
              listId
              ...entryRow_entry
            }
          }
        }
      }
    `,
    query,
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const entries = data.listEntries;
  if (entries == null) return null;
  const rows = entries.edges.flatMap(({ node }) => node ?? []);
  const choose = (listId: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, listId] : [...before].filter((one) => one !== listId)));
  const head = { order: asked.orderBy ?? null, sort: (orderBy: Asked['orderBy']) => ask({ ...asked, orderBy }) };
  return (
    <>
      <div className="row between">
        <p role="status">
          {rows.length.toLocaleString('en')} of {count(entries.totalCount, 'entry', 'entries')}
        </p>
        <LiftEntries
          list={list}
          listIds={rows.flatMap(({ listId }) => (chosen.has(listId) ? listId : []))}
          connection={entries.__id}
          done={() => setChosen(new Set())}
        />
        <Follow<entriesTableSubscription>
          subscription={CHANGES}
          variables={list}
          connection={entries.__id}
          isWhole={asked.filterBy == null && asked.orderBy == null}
          reload={reload}
        />
      </div>
      <table aria-label="Entries" aria-rowcount={entries.totalCount + 1} className="entries">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Chosen</span>
            </th>
            <Sortable field="ADDRESS" {...head}>
              Address
            </Sortable>
            <Sortable field="DIRECTION" {...head}>
              Direction
            </Sortable>
            <Sortable field="PROTOCOL" {...head}>
              Protocol
            </Sortable>
            <th scope="col">Port</th>
            <th scope="col">Note</th>
            <Sortable field="CREATED_DATE" {...head}>
              Created
            </Sortable>
          </tr>
        </thead>
        <tbody>
          {rows.map((node, at) => (
            <EntryRow key={node.id} entry={node} at={at} isChosen={chosen.has(node.listId)} choose={choose} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">No entries here.</p>}
      <MoreRows hasNext={hasNext} isLoading={isLoadingNext} load={(done) => loadNext(PAGE, { onComplete: done })} />
    </>
  );
}

const CHANGES = graphql`
  subscription entriesTableSubscription(
    $firewallId: ID!, $objectId: ID!, $listType: ListType!, $since: String, $added: [ID!]!, $removed: [ID!]!
  ) {
    changes: listEntryChanges(firewallId: $firewallId, objectId: $objectId, listType: $listType, since: $since) {
      added @prependNode(connections: $added, edgeTypeName: "ListEntryEdge") {
        id
        listId
        ...entryRow_entry
      }
      changed {
        id
        ...entryRow_entry
      }
      removed @deleteEdge(connections: $removed)
      totalCount
      version
      reset
    }
  }
`;
