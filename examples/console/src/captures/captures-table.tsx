import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import type { capturesTable_query$key } from '../__generated__/capturesTable_query.graphql.ts';
import type { capturesTablePageQuery } from '../__generated__/capturesTablePageQuery.graphql.ts';
import type { capturesTableQuery, capturesTableQuery$variables } from '../__generated__/capturesTableQuery.graphql.ts';
import type { capturesTableSubscription } from '../__generated__/capturesTableSubscription.graphql.ts';
import { Follow } from '../parts/follow.tsx';
import type { Table } from '../parts/list-page.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Sortable } from '../parts/sortable.tsx';
import { count } from '../parts/texts.ts';
import { CaptureRow } from './capture-row.tsx';

const PAGE = 100;

export type Asked = Pick<capturesTableQuery$variables, 'filterBy' | 'orderBy'>;

interface Shown extends Table<Asked> {
  readonly firewallId: string;
}

export function CapturesTable({ firewallId, asked, ask, turn, reload }: Shown) {
  const query = useLazyLoadQuery<capturesTableQuery>(
    graphql`
      query capturesTableQuery($firewallId: ID!, $filterBy: CaptureTaskFilters, $orderBy: CaptureTaskOrder) {
        ...capturesTable_query
      }
    `,
    { firewallId, ...asked },
    { fetchKey: turn, fetchPolicy: 'network-only' },
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    capturesTablePageQuery,
    capturesTable_query$key
  >(
    graphql`
      fragment capturesTable_query on Query
      @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
      @throwOnFieldError
      @refetchable(queryName: "capturesTablePageQuery") {
        captureTasks(firewallId: $firewallId, filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after)
          @connection(key: "capturesTable_captureTasks", filters: ["firewallId", "filterBy", "orderBy"]) {
          __id
          totalCount
          edges {
            node {
              id
              ...captureRow_task
            }
          }
        }
      }
    `,
    query,
  );
  const list = data.captureTasks;
  if (list == null) return null;
  const rows = list.edges.flatMap(({ node }) => node ?? []);
  const head = { order: asked.orderBy ?? null, sort: (orderBy: Asked['orderBy']) => ask({ ...asked, orderBy }) };
  return (
    <>
      <div className="row between">
        <p role="status">
          {rows.length.toLocaleString('en')} of {count(list.totalCount, 'capture')}
        </p>
        <Follow<capturesTableSubscription>
          subscription={CHANGES}
          variables={{ firewallId }}
          connection={list.__id}
          isWhole={asked.filterBy == null && asked.orderBy == null}
          reload={reload}
        />
      </div>
      <table aria-label="Captures" aria-rowcount={list.totalCount + 1} className="captures">
        <thead>
          <tr>
            <Sortable field="NAME" {...head}>
              Name
            </Sortable>
            <Sortable field="STATUS" {...head}>
              Status
            </Sortable>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <Sortable field="CREATED_DATE" {...head}>
              Created
            </Sortable>
            <Sortable field="CAPTURE_SIZE" {...head}>
              Size
            </Sortable>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((node, at) => (
            <CaptureRow key={node.id} task={node} at={at} connection={list.__id} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">No captures here.</p>}
      <MoreRows hasNext={hasNext} isLoading={isLoadingNext} load={(done) => loadNext(PAGE, { onComplete: done })} />
    </>
  );
}

const CHANGES = graphql`
  subscription capturesTableSubscription($firewallId: ID!, $since: String, $added: [ID!]!, $removed: [ID!]!) {
    changes: captureTaskChanges(firewallId: $firewallId, since: $since) {
      added @prependNode(connections: $added, edgeTypeName: "CaptureTaskEdge") {
        id
        ...captureRow_task
      }
      changed {
        id
        ...captureRow_task
      }
      removed @deleteEdge(connections: $removed)
      totalCount
      version
      reset
    }
  }
`;
