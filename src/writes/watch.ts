import { setTimeout as sleep } from 'node:timers/promises';
import { CfwError } from '../cfw/decoding/errors.ts';
import { afterLooking } from './next-step.ts';
import type { WriteOutcome } from './write-report.ts';
import type { WriteScope } from './write-scope.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/** What a look at the list has shown. */
export interface Look<View> {
  readonly view: View;
  /** Whether the whole effect is there. */
  readonly there: boolean;
}

/** How a write stands when nobody looks any more. */
export interface Watched<View> {
  readonly outcome: WriteOutcome;
  /** The last look; null when none succeeded. */
  readonly view: View | null;
}

/**
 * Looks at CFW's list until it shows the effect of a write, or the time is over.
 *
 * @param taken whether CFW said that it took the write
 */
export async function watch<View>(
  scope: WriteScope,
  taken: boolean,
  look: () => Promise<Look<View>>,
): Promise<Watched<View>> {
  let view: View | null = null;
  for (let looks = 1; ; looks++) {
    let there = false;
    let hopeless = false;
    try {
      ({ view, there } = await look());
    } catch (error) {
      if (!(error instanceof CfwError)) throw error;
      // What was sent was sent: that the list cannot be read must not hide it.
      hopeless = !PASSING.has(error.code);
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 1.6 ** (looks - 1));
    const step = afterLooking({ taken, there, canLook: !hopeless && pauseMs < scope.timeToReadMs });
    if (step !== 'look') return { outcome: step, view };
    await sleep(pauseMs);
  }
}

/** Errors that another look may not meet. */
const PASSING: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_INVALID_RESPONSE',
]);
