import { graphql } from 'react-relay/hooks';
import type { captures_task$data as Task } from '../__generated__/captures_task.graphql.ts';
import QUERY from '../__generated__/capturesQuery.graphql.ts';
import type { ListOf } from '../parts/list.tsx';
import { dateText, sentenceCase } from '../parts/texts.ts';
import { CaptureActions } from './capture-actions.tsx';
import { NewCapture } from './new-capture.tsx';

graphql`
  fragment captures_task on CaptureTask {
    id firewallId taskId name status protocol createdDate captureSize sourceAddress sourcePort destAddress destPort
  }
`;

const STATUSES = ['RUNNING', 'ENDING', 'SUCCESSFUL', 'STOPPED', 'ABNORMAL'].map((code) => [sentenceCase(code), code]);

/** The captures of a firewall. */
export const CAPTURES: ListOf<Task> = {
  what: 'captures',
  // Relay makes it of the fragment, to read further pages. It reads the first one as well.
  query: QUERY,
  page: graphql`
    fragment captures_query on Query
    @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" })
    @throwOnFieldError @refetchable(queryName: "capturesQuery") {
      list: captureTasks(firewallId: $firewallId, filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after)
        @connection(key: "captures_list") {
        __id totalCount
        edges { node { ...captures_task @relay(mask: false) } }
      }
    }
  `,
  changes: graphql`
    subscription capturesSubscription($firewallId: ID!, $since: String, $added: [ID!]!) {
      changes: captureTaskChanges(firewallId: $firewallId, since: $since) {
        added @prependNode(connections: $added, edgeTypeName: "CaptureTaskEdge") { ...captures_task }
        changed { ...captures_task }
        removed @deleteRecord
        totalCount version reset
      }
    }
  `,
  orders: { 'By name': 'NAME', 'By status': 'STATUS', 'Largest first': 'CAPTURE_SIZE DESC' },
  columns: {
    Name: ({ name }) => name ?? 'a capture without a name',
    Status: ({ status }) => sentenceCase(status),
    From: ({ sourceAddress, sourcePort }) => [sourceAddress, sourcePort].filter(Boolean).join(', port '),
    To: ({ destAddress, destPort }) => [destAddress, destPort].filter(Boolean).join(', port '),
    Protocol: ({ protocol }) => protocol,
    Created: ({ createdDate }) => dateText(createdDate),
    Size: ({ captureSize }) => captureSize,
    Actions: (task) => <CaptureActions {...task} />,
  },
  filters: () => [
    { name: 'search', label: 'Name, address or port' },
    { name: 'statuses', label: 'Status', of: { Any: '', ...Object.fromEntries(STATUSES) } },
  ],
  Tools: NewCapture,
};
