import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, Write } from '../cfw/client.ts';
import type { CfwError } from '../cfw/decoding/errors.ts';
import { afterSending } from './next-step.ts';
import type { WriteScope } from './write-scope.ts';

/** How often one write is sent, at most. */
const MAX_SENDINGS = 5;
const FIRST_PAUSE_MS = 100;

/** A write that has been sent for the last time. The list has the last word on it. */
export interface Sent {
  /** CFW's answer; null when it was lost, or refused what an earlier sending may have done. */
  readonly answer: Extract<Delivery, { kind: 'answered' }> | null;
  /** Why there is no answer, or no further one. */
  readonly error: CfwError | null;
  /** Just before the first byte may have left, in milliseconds since 1970, by CFW's clock as far as it is known. */
  readonly sentDate: number;
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
  const sentAt = performance.now();
  let doubtful = false;
  for (let sendings = 1; ; sendings++) {
    const delivery = await scope.access.client.send(write, scope.sending());
    void scope.outdate();
    const answeredDate = delivery.kind === 'answered' ? delivery.date : null;
    const sentDate = (answeredDate ?? Date.now()) - (performance.now() - sentAt);
    const sent = { sentDate, answeredDate, doubtful };
    if (delivery.kind === 'answered') return { ...sent, answer: delivery, error: null };
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
    if (step === 'look') return { ...sent, doubtful, answer: null, error: delivery.error };
    await sleep(waitMs);
  }
}

/** Longer each time, and never in step with others. */
function pauseMs(sendings: number): number {
  return FIRST_PAUSE_MS * 2 ** (sendings - 1) * (0.5 + Math.random());
}
