import { memo, useState } from 'react';
import { graphql, useFragment } from 'react-relay/hooks';
import type { captureRow_task$key } from '../__generated__/captureRow_task.graphql.ts';
import { dateText, sentenceCase } from '../parts/texts.ts';
import { CaptureResult } from './capture-result.tsx';
import { DeleteCapture } from './delete-capture.tsx';
import { StopCapture } from './stop-capture.tsx';

interface Row {
  readonly task: captureRow_task$key;
  readonly at: number;
  readonly connection: string;
}

/** One end of what is captured. */
function End({ address, port }: { readonly address?: string | null; readonly port?: string | null }) {
  return (
    <>
      {address ?? '–'} {port != null && <span className="port faint">port {port}</span>}
    </>
  );
}

/** One capture. Memoised: a further page renders its own rows only. */
export const CaptureRow = memo(function CaptureRow({ task, at, connection }: Row) {
  const data = useFragment(
    graphql`
      fragment captureRow_task on CaptureTask {
        id
        firewallId
        taskId
        name
        status
        protocol
        sourceAddress
        sourcePort
        destAddress
        destPort
        createdDate
        captureSize
      }
    `,
    task,
  );
  const [opened, setOpened] = useState<'result' | 'delete' | null>(null);
  const { id, status, firewallId, taskId } = data;
  const name = data.name ?? 'a capture without a name';
  const capture = { firewallId, taskId, name };
  const close = () => setOpened(null);
  return (
    <tr aria-rowindex={at + 2} data-id={id}>
      <th scope="row">{name}</th>
      <td>
        <span className={`badge ${status?.toLowerCase()}`}>{sentenceCase(status)}</span>
      </td>
      <td data-label="From">
        <End address={data.sourceAddress} port={data.sourcePort} />
      </td>
      <td data-label="To">
        <End address={data.destAddress} port={data.destPort} /> <span className="faint">{data.protocol}</span>
      </td>
      <td data-label="Created">{dateText(data.createdDate)}</td>
      <td data-label="Size">{data.captureSize ?? '–'}</td>
      <td className="actions">
        {status === 'RUNNING' && <StopCapture {...capture} />}
        {(status === 'SUCCESSFUL' || status === 'STOPPED') && (
          <button type="button" aria-label={`Result of ${name}`} onClick={() => setOpened('result')}>
            Result
          </button>
        )}
        <button type="button" aria-label={`Delete ${name}`} onClick={() => setOpened('delete')}>
          Delete
        </button>
        {opened === 'result' && <CaptureResult id={id} name={name} close={close} />}
        {opened === 'delete' && <DeleteCapture {...capture} connection={connection} close={close} />}
      </td>
    </tr>
  );
});
