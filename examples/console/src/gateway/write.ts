import { useState } from 'react';
import { type GraphQLTaggedNode, useMutation } from 'react-relay/hooks';
import type { MutationParameters } from 'relay-runtime';
import { say } from '../parts/sayings.tsx';
import { GatewayError } from './gateway-error.ts';

/** What became of a write, or of one of its items. `deletedId` is there even where nothing was deleted. */
interface Outcome {
  readonly outcome: 'DONE' | 'CREATED' | 'EXISTS' | 'DELETED' | 'ABSENT' | 'PENDING' | 'FAILED' | 'UNKNOWN';
  readonly message?: string | null | undefined;
  readonly deletedId?: string;
}

/** A mutation of the graph whose only field is called `write`. */
interface Write extends MutationParameters {
  readonly response: { readonly write: Outcome | { readonly results: readonly Outcome[] } | null | undefined };
}

const GONE = new Set(['DELETED', 'ABSENT']);
const LOST = 'Its answer was lost, and its list does not tell. It may still happen: look there before you do it again.';
const MEANING: Readonly<Record<string, string>> = {
  PENDING: 'Taken, but not through yet',
  FAILED: 'Not done',
  UNKNOWN: 'Nobody knows yet',
};

/** Sends a mutation and tells what became of it: the outcome decides, not the absence of an error. */
export function useWrite<Op extends Write>(mutation: GraphQLTaggedNode) {
  const [commit, isSending] = useMutation<Op>(mutation);
  const [error, setError] = useState<GatewayError | null>(null);
  /** `what` is what a person calls it, such as `stop capture-2`. */
  const send = (what: string, input: Op['variables']['input'], done?: (write: Op['response']['write']) => void) =>
    commit({
      variables: { input },
      updater: (store, data) => {
        for (const { outcome, deletedId } of resultsOf(data?.write)) {
          if (deletedId && GONE.has(outcome)) store.delete(deletedId);
        }
      },
      onCompleted: ({ write }) => {
        setError(null);
        tell(what, resultsOf(write));
        done?.(write);
      },
      onError: (thrown) => {
        const failure = GatewayError.of(thrown);
        setError(failure);
        say('bad', `Not done: ${what}. ${failure.title}. ${failure.message}`);
      },
    });
  return { send, isSending, error };
}

const resultsOf = (write: Write['response']['write']) =>
  write && 'results' in write ? write.results : write ? [write] : [];

/** Once for all items of a write that share an outcome. */
function tell(what: string, results: readonly Outcome[]): void {
  for (const [meaning, items] of Map.groupBy(results, ({ outcome }) => MEANING[outcome] ?? 'Done')) {
    const share = items.length < results.length ? ` (${items.length} of ${results.length})` : '';
    const reason = meaning === MEANING.UNKNOWN ? LOST : (items[0]?.message ?? '');
    say(meaning === 'Done' ? 'good' : 'bad', `${meaning}: ${what}${share}. ${reason}`);
  }
}
