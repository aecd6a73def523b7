import { useState } from 'react';
import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { captureActionsDeleteMutation } from '../__generated__/captureActionsDeleteMutation.graphql.ts';
import type { captureActionsResultQuery } from '../__generated__/captureActionsResultQuery.graphql.ts';
import type { captureActionsStopMutation } from '../__generated__/captureActionsStopMutation.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Boundary, type Reading } from '../parts/boundary.tsx';
import { dateText } from '../parts/texts.ts';
import type { Task } from './captures.tsx';

/** What can be done with a capture. Its row changes or goes by itself: the payload has the task as CFW lists it then. */
export function CaptureActions({ id, firewallId, taskId, name, status }: Task) {
  const [isOpen, setOpen] = useState(false);
  const stop = useWrite<captureActionsStopMutation>(graphql`
    mutation captureActionsStopMutation($input: StopCaptureTaskInput!) {
      write: stopCaptureTask(input: $input) {
        outcome
        captureTask {
          id
          ...captures_task
        }
      }
    }
  `);
  const remove = useWrite<captureActionsDeleteMutation>(graphql`
    mutation captureActionsDeleteMutation($input: DeleteCaptureTasksInput!) {
      write: deleteCaptureTasks(input: $input) {
        results { outcome message deletedId }
      }
    }
  `);
  const what = name ?? 'a capture without a name';
  const sendDelete = () => {
    if (!confirm(`Delete ${what}, and its packets? A capture that runs is stopped first.`)) return;
    remove.send(`delete ${what}`, { firewallId, taskIds: [taskId] });
  };
  return (
    <>
      {status === 'RUNNING' && (
        <button
          type="button"
          aria-label={`Stop ${what}`}
          disabled={stop.isSending}
          onClick={() => stop.send(`stop ${what}`, { firewallId, taskId })}
        >
          Stop
        </button>
      )}
      {(status === 'SUCCESSFUL' || status === 'STOPPED') && (
        <button type="button" aria-label={`Result of ${what}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Result
        </button>
      )}
      <button type="button" aria-label={`Delete ${what}`} disabled={remove.isSending} onClick={sendDelete}>
        Delete
      </button>
      {isOpen && <Boundary what="the result">{(reading) => <Result id={id} reading={reading} />}</Boundary>}
    </>
  );
}

/** Where the packets are. It is asked for when a person wants it: it is a call a task, and secret. */
function Result({ id, reading }: { readonly id: string; readonly reading: Reading }) {
  const { node } = useLazyLoadQuery<captureActionsResultQuery>(
    graphql`
      query captureActionsResultQuery($id: ID!) @throwOnFieldError {
        node(id: $id) {
          ... on CaptureTask {
            result {
              url accessCode expiresDate
              files { name url }
            }
          }
        }
      }
    `,
    { id },
    reading,
  );
  if (!node?.result) return <p>There are no packets yet.</p>;
  const { url, accessCode, expiresDate, files } = node.result;
  return (
    <ul>
      {(url ? [{ name: 'Open the share', url }] : files).map((file) => (
        <li key={file.url}>
          <a href={file.url ?? undefined} target="_blank" rel="noreferrer">
            {file.name ?? 'A file'}
          </a>
        </li>
      ))}
      {accessCode && <li>Access code: {accessCode}</li>}
      {expiresDate && <li>Good until {dateText(expiresDate)}</li>}
    </ul>
  );
}
