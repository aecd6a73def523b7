import { ConnectionHandler, graphql, useMutation } from 'react-relay/hooks';
import type { deleteCaptureMutation } from '../__generated__/deleteCaptureMutation.graphql.ts';
import { Dialog } from '../parts/dialog.tsx';
import { sayError, sayItem, useSay } from '../parts/sayings.tsx';
import type { Capture } from './stop-capture.tsx';

interface Deletion extends Capture {
  readonly connection: string;
  readonly close: () => void;
}

/** Asks before it deletes a capture with its packets, and takes the row away only when it is gone. */
export function DeleteCapture({ firewallId, taskId, name, connection, close }: Deletion) {
  const say = useSay();
  const [remove, isRemoving] = useMutation<deleteCaptureMutation>(graphql`
    mutation deleteCaptureMutation($input: DeleteCaptureTasksInput!) {
      deleteCaptureTasks(input: $input) {
        results {
          deletedId
          outcome
          message
        }
      }
    }
  `);
  const send = () =>
    remove({
      variables: { input: { firewallId, taskIds: [taskId] } },
      updater: (store, data) => {
        const list = store.get(connection);
        for (const { deletedId, outcome } of data?.deleteCaptureTasks?.results ?? []) {
          const isGone = outcome === 'DELETED' || outcome === 'ABSENT';
          if (list && isGone) ConnectionHandler.deleteNode(list, deletedId);
        }
      },
      onCompleted: ({ deleteCaptureTasks }) => {
        close();
        for (const result of deleteCaptureTasks?.results ?? []) sayItem(say, result, `delete ${name}`);
      },
      onError: (error) => {
        close();
        sayError(say, error, `delete ${name}`);
      },
    });
  return (
    <Dialog title={`Delete ${name}?`} close={close}>
      <p>Its packets are deleted with it. A capture that runs is stopped first.</p>
      <p className="row">
        <button type="button" className="danger" disabled={isRemoving} onClick={send}>
          {isRemoving ? 'Deleting …' : 'Delete'}
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </p>
    </Dialog>
  );
}
