import { graphql, useFragment, useMutation } from 'react-relay/hooks';
import type { stopCapture_task$key } from '../__generated__/stopCapture_task.graphql.ts';
import type { stopCaptureMutation } from '../__generated__/stopCaptureMutation.graphql.ts';
import { sayError, sayOutcome, useSay } from '../parts/sayings.tsx';

/** Stops a capture that runs. The row changes by itself: the payload has the task as CFW lists it then. */
export function StopCapture({ task, name }: { readonly task: stopCapture_task$key; readonly name: string }) {
  const say = useSay();
  const { firewallId, taskId } = useFragment(
    graphql`
      fragment stopCapture_task on CaptureTask {
        firewallId
        taskId
      }
    `,
    task,
  );
  const [stop, isStopping] = useMutation<stopCaptureMutation>(graphql`
    mutation stopCaptureMutation($input: StopCaptureTaskInput!) {
      stopCaptureTask(input: $input) {
        outcome
        captureTask {
          id
          ...captureRow_task
        }
      }
    }
  `);
  const send = () =>
    stop({
      variables: { input: { firewallId, taskId } },
      onCompleted: ({ stopCaptureTask }) => sayOutcome(say, stopCaptureTask?.outcome, `stop ${name}`),
      onError: (error) => sayError(say, error, `stop ${name}`),
    });
  return (
    <button type="button" aria-label={`Stop ${name}`} disabled={isStopping} onClick={send}>
      {isStopping ? 'Stopping …' : 'Stop'}
    </button>
  );
}
