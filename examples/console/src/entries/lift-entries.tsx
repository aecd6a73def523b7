import { ConnectionHandler, graphql, useMutation } from 'react-relay/hooks';
import type { liftEntriesMutation } from '../__generated__/liftEntriesMutation.graphql.ts';
import { sayError, sayItem, useSay } from '../parts/sayings.tsx';
import { count } from '../parts/texts.ts';
import type { List } from './entries.tsx';

interface Lifting {
  readonly list: List;
  readonly listIds: readonly string[];
  readonly connection: string;
  readonly done: () => void;
}

/** Takes the chosen entries off the list. Each has an outcome of its own: what was not lifted is named, with the reason. */
export function LiftEntries({ list, listIds, connection, done }: Lifting) {
  const say = useSay();
  const [lift, isLifting] = useMutation<liftEntriesMutation>(graphql`
    mutation liftEntriesMutation($input: DeleteListEntriesInput!) {
      deleteListEntries(input: $input) {
        results {
          listId
          deletedId
          outcome
          message
        }
      }
    }
  `);
  if (listIds.length === 0) return null;
  const what = `lift ${count(listIds.length, 'entry', 'entries')}`;
  const send = () =>
    lift({
      variables: { input: { ...list, listIds } },
      updater: (store, data) => {
        const rows = store.get(connection);
        for (const { deletedId, outcome } of data?.deleteListEntries?.results ?? []) {
          const isGone = outcome === 'DELETED' || outcome === 'ABSENT';
          if (rows && isGone) ConnectionHandler.deleteNode(rows, deletedId);
        }
      },
      onCompleted: ({ deleteListEntries }) => {
        const results = deleteListEntries?.results ?? [];
        const lifted = results.filter(({ outcome }) => outcome === 'DELETED' || outcome === 'ABSENT');
        if (lifted.length > 0) say('good', `Done: lift ${count(lifted.length, 'entry', 'entries')}.`);
        for (const result of results) if (!lifted.includes(result)) sayItem(say, result, `lift ${result.listId}`);
        done();
      },
      onError: (error) => sayError(say, error, what),
    });
  return (
    <button type="button" className="danger" disabled={isLifting} onClick={send}>
      {isLifting ? 'Lifting …' : `Lift ${listIds.length} chosen`}
    </button>
  );
}
