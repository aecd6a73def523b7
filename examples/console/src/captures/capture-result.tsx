import { graphql, useLazyLoadQuery } from 'react-relay/hooks';
import type { captureResultQuery } from '../__generated__/captureResultQuery.graphql.ts';
import { Boundary } from '../parts/boundary.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { dateText } from '../parts/texts.ts';

interface Result {
  readonly id: string;
  readonly name: string;
  readonly close: () => void;
}

/** Where the packets of a capture are. It is asked for when a person wants it: it is a call a task, and secret. */
export function CaptureResult({ id, name, close }: Result) {
  return (
    <Dialog title={`Result of ${name}`} close={close}>
      <Boundary what="the result" asked={id}>
        {(turn) => <Packets id={id} turn={turn} />}
      </Boundary>
    </Dialog>
  );
}

function Packets({ id, turn }: { readonly id: string; readonly turn: number }) {
  const { node } = useLazyLoadQuery<captureResultQuery>(
    graphql`
      query captureResultQuery($id: ID!) @throwOnFieldError {
        node(id: $id) {
          ... on CaptureTask {
            result {
              url
              accessCode
              expiresDate
              files {
                name
                url
              }
            }
          }
        }
      }
    `,
    { id },
    { fetchKey: turn, fetchPolicy: 'network-only' },
  );
  const result = node?.result;
  if (result == null) return <p>There are no packets yet.</p>;
  return (
    <>
      <ul>
        {result.url && (
          <li>
            <a href={result.url} target="_blank" rel="noreferrer">
              Open the share
            </a>
          </li>
        )}
        {result.files.map(({ name, url }) => (
          <li key={url}>
            <a href={url ?? undefined} target="_blank" rel="noreferrer">
              {name ?? 'A file'}
            </a>
          </li>
        ))}
      </ul>
      {result.accessCode && (
        <p>
          Access code: <code>{result.accessCode}</code>
        </p>
      )}
      {result.expiresDate && <p className="faint">Good until {dateText(result.expiresDate)}.</p>}
      <p className="faint">Whoever has these has the packets.</p>
    </>
  );
}
