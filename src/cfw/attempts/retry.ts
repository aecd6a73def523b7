import { type LeavingSignal, waitFor } from '../../runtime/leaving.ts';
import { TransportError } from '../wire/transport-error.ts';

/** Most attempts of one call, not counting one replay with mended credentials or on a fresh connection. */
export const MAX_ATTEMPTS = 3;

const BASE_DELAY_MS = 100;
/** Retries are earned in tenths, which add up exactly. */
const TENTHS_PER_RETRY = 10;
/** Retries that may be made before calls have earned any; the first calls pay them back. */
const FIRST_RETRIES = 3;
const MOST_SAVED = 100;

/**
 * How many retries the process may make: one for every ten calls, so that a failing upstream sees at most a tenth more
 * calls. Some can be saved up for a short disturbance.
 */
export class RetryBudget {
  #owed = FIRST_RETRIES * TENTHS_PER_RETRY;
  #saved = FIRST_RETRIES * TENTHS_PER_RETRY;

  earn(): void {
    if (this.#owed > 0) this.#owed--;
    else if (this.#saved < MOST_SAVED * TENTHS_PER_RETRY) this.#saved++;
  }

  /** Takes one retry; false when none is left. */
  spend(): boolean {
    if (this.#saved < TENTHS_PER_RETRY) return false;
    this.#saved -= TENTHS_PER_RETRY;
    return true;
  }
}

/**
 * Milliseconds to wait after the given number of attempts: full jitter, so that callers do not come back together, on
 * top of what the upstream asked for.
 */
export function retryDelayMs(attempts: number, waitMs: number): number {
  return waitMs + Math.random() * BASE_DELAY_MS * 2 ** (attempts - 1);
}

/** Waits; rejects as cancelled when nobody waits for the call any more. */
export async function pause(ms: number, signal: LeavingSignal): Promise<void> {
  await waitFor(ms, signal);
  if (signal.aborted) throw new TransportError('CANCELLED', false);
}
