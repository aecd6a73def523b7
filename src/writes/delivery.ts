import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, Write } from '../cfw/client.ts';
import type { CfwError } from '../cfw/decoding/errors.ts';
import { afterSending } from './next-step.ts';
import type { WriteScope } from './write-scope.ts';

/** How often one write is sent, at most. */
const MAX_SENDINGS = 5;
const FIRST_PAUSE_MS = 100;

/** CFW refuses signatures that are older than this, so that no clock is further off. */
const UNKNOWN_CLOCK_MS = 900_000;
/** Within CFW, clocks may differ, too. */
const KNOWN_CLOCK_MS = 2_000;

/** When a write was first sent: just before its first byte may have left. */
export interface FirstSending {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** By CFW's clock as far as it is known, in milliseconds since 1970. */
  readonly date: number;
  /** How far that may be off. */
  readonly offByMs: number;
}

/** A write that has been sent for the last time. The list has the last word on it. */
export interface Sent {
  /** CFW's answer; null when it was lost, or refused what an earlier sending may have done. */
  readonly answer: Extract<Delivery, { kind: 'answered' }> | null;
  /** Why there is no answer, or no further one. */
  readonly error: CfwError | null;
  readonly first: FirstSending;
  /** When CFW answered, by its own clock; null where it does not tell. */
  readonly answeredDate: number | null;
  /** Whether any sending may have been carried out without our knowing. */
  readonly doubtful: boolean;
}

/**
 * Sends a write, and again where that is safe.
 *
 * @param repeatable whether sending it a second time changes nothing
 * @throws CfwError when it had no effect, and will have none
 */
export async function deliver(scope: WriteScope, write: Write, repeatable: boolean): Promise<Sent> {
  const at = performance.now();
  let first: FirstSending = { at, date: Date.now(), offByMs: UNKNOWN_CLOCK_MS };
  let doubtful = false;
  for (let sendings = 1; ; sendings++) {
    const delivery = await scope.access.client.send(write, scope.sending());
    void scope.outdate();
    const { date } = delivery;
    if (date !== null) first = { at, date: date - (performance.now() - at), offByMs: KNOWN_CLOCK_MS };
    if (delivery.kind === 'answered') return { first, answeredDate: date, doubtful, answer: delivery, error: null };
    doubtful ||= delivery.kind === 'unknown';
    const waitMs = pauseMs(sendings) + ('waitMs' in delivery ? delivery.waitMs : 0);
    const step = afterSending({
      last: delivery.kind,
      doubtful,
      repeatable,
      mayPass: 'again' in delivery && delivery.again,
      canSend: sendings < MAX_SENDINGS && waitMs < scope.timeToSendMs,
    });
    if (step === 'fail') throw delivery.error;
    if (step === 'look') return { first, answeredDate: null, doubtful, answer: null, error: delivery.error };
    await sleep(waitMs);
  }
}

/** Longer each time, and never in step with others. */
function pauseMs(sendings: number): number {
  return FIRST_PAUSE_MS * 2 ** (sendings - 1) * (0.5 + Math.random());
}
