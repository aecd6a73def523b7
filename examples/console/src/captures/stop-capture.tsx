import { graphql, useMutation } from 'react-relay/hooks';
import type { stopCaptureMutation } from '../__generated__/stopCaptureMutation.graphql.ts';
import { sayError, sayOutcome, useSay } from '../parts/sayings.tsx';

/** Which capture, and what a person calls it. */
export interface Capture {
  readonly firewallId: string;
  readonly taskId: string;
  readonly name: string;
}

/** Stops a capture that runs. The row changes by itself: the payload has the task as CFW lists it then. */
export function StopCapture({ firewallId, taskId, name }: Capture) {
  const say = useSay();
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
