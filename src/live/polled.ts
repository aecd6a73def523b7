import type { CallReport } from '../cfw/client.ts';
import type { SharedList } from '../shared/shared-state.ts';
import { failureOf } from './failures.ts';
import type { PollTurn, Seen } from './poll-turn.ts';
import type { PollOutcome } from './poller.ts';

/** A poll that has ended. */
export interface Polled<Row> extends PollOutcome {
  readonly since: number;
  readonly calls: readonly CallReport[];
  readonly seen: Seen<Row> | null;
  readonly error: Error | null;
}

/**
 * Polls a list once; a failure is an outcome, too.
 *
 * @param shared the list on all replicas; undefined: this process is alone
 * @param known the version that the first follower knows; null for none
 */
export async function poll<Row>(
  turn: PollTurn<Row>,
  shared: SharedList | undefined,
  known: string | null,
  signal: AbortSignal,
): Promise<Polled<Row>> {
  const since = performance.now();
  const calls: CallReport[] = [];
  try {
    const seen = await turn.take(shared, known, signal, calls);
    return { since, calls, seen, error: null, isBusy: seen.isBusy, failure: null };
  } catch (thrown) {
    const error = thrown as Error;
    return { since, calls, seen: null, error, isBusy: false, failure: failureOf(error) };
  }
}
