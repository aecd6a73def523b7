import type { LeavingSignal } from '../../runtime/leaving.ts';
import type { UpstreamFacts } from '../decoding/errors.ts';
import type { Range } from '../wire/request.ts';

/** A call under way, as the code that makes its attempts sees it. */
export interface Flight extends Range {
  readonly operation: string;
  /** Aborts when the last waiter has left. */
  readonly signal: LeavingSignal;
  /** The latest deadline of those who wait, by `performance.now()` in milliseconds. */
  readonly deadline: number;
  /** What is known of the last attempt; null before its answer. */
  facts: UpstreamFacts | null;
  /** Attempts that went on the wire so far. */
  readonly attempts: number;
  /** Whether another replica makes the call, and this one waits for its answer. */
  isElsewhere: boolean;
  /** Lets the first waiter who may still make a call pay for an attempt; throws the first one's error when none may. */
  reserve(): void;
}
