import { useState } from 'react';
import { graphql } from 'react-relay/hooks';
import type { captureActionsDeleteMutation } from '../__generated__/captureActionsDeleteMutation.graphql.ts';
import type { captureActionsResultQuery } from '../__generated__/captureActionsResultQuery.graphql.ts';
import type { captureActionsStopMutation } from '../__generated__/captureActionsStopMutation.graphql.ts';
import type { captures_task$data } from '../__generated__/captures_task.graphql.ts';
import { useWrite } from '../gateway/write.ts';
import { Read } from '../parts/read.tsx';
import { dateText } from '../parts/texts.ts';

/** Where the packets are. It is asked for when a person wants it: it is a call a task, and secret. */
const RESULT = graphql`
  query captureActionsResultQuery($id: ID!) @throwOnFieldError {
    node(id: $id) {
      ... on CaptureTask {
        result { url accessCode expiresDate files { name url } }
      }
    }
  }
`;

/** What can be done with a capture. Its row changes or goes by itself: the payload has the task as CFW lists it. */
export function CaptureActions({ id, firewallId, taskId, name, status }: captures_task$data) {
  const [isOpen, setOpen] = useState(false);
  const stop = useWrite<captureActionsStopMutation>(graphql`
    mutation captureActionsStopMutation($input: StopCaptureTaskInput!) {
      write: stopCaptureTask(input: $input) { outcome captureTask { ...captures_task } }
    }
  `);
  const remove = useWrite<captureActionsDeleteMutation>(graphql`
    mutation captureActionsDeleteMutation($input: DeleteCaptureTasksInput!) {
      write: deleteCaptureTasks(input: $input) { results { outcome message deletedId } }
    }
  `);
  const what = name ?? 'a capture without a name';
  const sendStop = () => stop.send(`stop ${what}`, { firewallId, taskId });
  const sendDelete = () => {
    if (!confirm(`Delete ${what}, and its packets? A capture that runs is stopped first.`)) return;
    remove.send(`delete ${what}`, { firewallId, taskIds: [taskId] });
  };
  return (
    <>
      {status === 'RUNNING' && (
        <button type="button" aria-label={`Stop ${what}`} disabled={stop.isSending} onClick={sendStop}>
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
      {isOpen && (
        <Read<captureActionsResultQuery> what="the result" query={RESULT} variables={{ id }}>
          {(answer) => <Result {...answer} />}
        </Read>
      )}
    </>
  );
}

function Result({ node }: captureActionsResultQuery['response']) {
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
