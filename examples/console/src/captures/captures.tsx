import { graphql } from 'react-relay/hooks';
import type { captures_query$data } from '../__generated__/captures_query.graphql.ts';
import type { capturesQuery } from '../__generated__/capturesQuery.graphql.ts';
import { Choice, chosen, Field, type Texts } from '../parts/form.tsx';
import { type Asked, List } from '../parts/list.tsx';
import type { Columns } from '../parts/table.tsx';
import { dateText, sentenceCase } from '../parts/texts.ts';
import { CaptureActions } from './capture-actions.tsx';
import { NewCapture } from './new-capture.tsx';

export const CAPTURES = graphql`
  query capturesQuery($firewallId: ID!, $filterBy: CaptureTaskFilters, $orderBy: CaptureTaskOrder) {
    ...captures_query
  }
`;

const PAGE = graphql`
  fragment captures_query on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
  @throwOnFieldError
  @refetchable(queryName: "capturesPageQuery") {
    list: captureTasks(firewallId: $firewallId, filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after)
      @connection(key: "captures_list", filters: ["firewallId", "filterBy", "orderBy"]) {
      __id
      totalCount
      edges { node { ...captures_task @relay(mask: false) } }
    }
  }
`;

graphql`
  fragment captures_task on CaptureTask {
    id firewallId taskId name status protocol createdDate captureSize sourceAddress sourcePort destAddress destPort
  }
`;

const CHANGES = graphql`
  subscription capturesSubscription($firewallId: ID!, $since: String, $added: [ID!]!) {
    changes: captureTaskChanges(firewallId: $firewallId, since: $since) {
      added @prependNode(connections: $added, edgeTypeName: "CaptureTaskEdge") { ...captures_task }
      changed { ...captures_task }
      removed @deleteRecord
      totalCount
      version
      reset
    }
  }
`;

const STATUSES = {
  Any: null,
  Running: ['RUNNING'],
  Ending: ['ENDING'],
  Successful: ['SUCCESSFUL'],
  Stopped: ['STOPPED'],
  Abnormal: ['ABNORMAL'],
} as const;
const ORDERS = {
  'As Cloud Firewall lists them': null,
  'By name': { field: 'NAME' },
  'By status': { field: 'STATUS' },
  'Newest first': { field: 'CREATED_DATE', direction: 'DESC' },
  'Largest first': { field: 'CAPTURE_SIZE', direction: 'DESC' },
} as const;

function askedOf(text: Texts): Asked<capturesQuery> {
  const filterBy = { search: text('search') || null, statuses: chosen(STATUSES, text('status')) };
  return { filterBy: filterBy.search || filterBy.statuses ? filterBy : null, orderBy: chosen(ORDERS, text('order')) };
}

export type Task = NonNullable<NonNullable<captures_query$data['list']>['edges'][number]['node']>;

const COLUMNS: Columns<Task> = {
  Name: ({ name }) => name ?? 'a capture without a name',
  Status: ({ status }) => sentenceCase(status),
  From: ({ sourceAddress, sourcePort }) => [sourceAddress, sourcePort].filter(Boolean).join(', port '),
  To: ({ destAddress, destPort }) => [destAddress, destPort].filter(Boolean).join(', port '),
  Protocol: ({ protocol }) => protocol ?? '–',
  Created: ({ createdDate }) => dateText(createdDate),
  Size: ({ captureSize }) => captureSize ?? '–',
  Actions: (task) => <CaptureActions {...task} />,
};

/** The captures of a firewall, and a new one. */
export function Captures({ firewallId }: { readonly firewallId: string }) {
  const fields = (
    <>
      <Field type="search" name="search" label="Name, address or port" />
      <Choice name="status" label="Status" of={STATUSES} />
      <Choice name="order" label="Order" of={ORDERS} />
    </>
  );
  const documents = { query: CAPTURES, page: PAGE, changes: CHANGES };
  return (
    <List<capturesQuery, Task>
      what="captures"
      {...documents}
      {...{ fields, askedOf }}
      columns={COLUMNS}
      variables={{ firewallId }}
    >
      {(reload) => <NewCapture firewallId={firewallId} started={reload} />}
    </List>
  );
}
