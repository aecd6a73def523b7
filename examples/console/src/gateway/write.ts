import { useState } from 'react';
import { type GraphQLTaggedNode, useMutation } from 'react-relay/hooks';
import type { MutationParameters } from 'relay-runtime';
import { tell } from '../parts/footer.tsx';
import { GatewayError } from './gateway-error.ts';

/** What became of a write, or of one of its items. `deletedId` is there even where nothing was deleted. */
interface Result {
  readonly outcome: string;
  readonly message?: string | null | undefined;
  readonly deletedId?: string;
}

/** A mutation of the graph whose only field is called `write`. */
interface Write extends MutationParameters {
  readonly response: { readonly write: Result | { readonly results: readonly Result[] } | null | undefined };
}

const MEANING: Readonly<Record<string, string>> = {
  PENDING: 'Taken, but not through yet',
  FAILED: 'Not done',
  UNKNOWN: 'Nobody knows yet',
};
const LOST = 'Its answer was lost, and its list does not tell. It may still happen: look there before you do it again.';

/** Sends a mutation and tells what became of it: the outcome decides, not the absence of an error. */
export function useWrite<Op extends Write>(mutation: GraphQLTaggedNode) {
  const [commit, isSending] = useMutation<Op>(mutation);
  const [came, setCame] = useState<{ readonly results?: readonly Result[]; readonly error?: GatewayError }>({});
  /** `what` is what a person calls it, such as `stop capture-2`. */
  const send = (what: string, input: Op['variables']['input'], done?: () => void) =>
    commit({
      variables: { input },
      updater: (store, data) => {
        const gone = resultsOf(data?.write).filter(({ outcome }) => ['DELETED', 'ABSENT'].includes(outcome));
        for (const { deletedId } of gone) store.delete(deletedId ?? '');
      },
      onCompleted: ({ write }) => {
        const results = resultsOf(write);
        setCame({ results });
        // Once for all items that share a meaning.
        for (const [meaning, items] of Map.groupBy(results, ({ outcome }) => MEANING[outcome] ?? 'Done')) {
          const share = items.length < results.length ? ` (${items.length} of ${results.length})` : '';
          const reason = meaning === MEANING.UNKNOWN ? LOST : (items[0]?.message ?? '');
          tell(meaning === 'Done' ? 'good' : 'bad', `${meaning}: ${what}${share}. ${reason}`);
        }
        done?.();
      },
      onError: (thrown) => {
        const error = GatewayError.of(thrown);
        setCame({ error });
        tell('bad', `Not done: ${what}. ${error.title}. ${error.message}`);
      },
    });
  return { send, isSending, ...came };
}

const resultsOf = (write: Write['response']['write']) =>
  write && 'results' in write ? write.results : write ? [write] : [];
