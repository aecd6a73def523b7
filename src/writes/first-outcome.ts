import { setTimeout as sleep } from 'node:timers/promises';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { TaskOutcome } from './task-outcome.ts';
import type { WriteScope } from './write-scope.ts';

/** How often it is looked whether another replica knows the outcome by now. */
const LOOK_MS = 100;

/**
 * The outcome that an idempotency key has on any replica: that of the work when it has none. One that was begun by a
 * replica that has died is UNKNOWN: what it did is not known, and a second effect would be worse.
 *
 * @returns null when the key is taken by another wish
 */
export async function firstOutcome(
  scope: WriteScope,
  key: string,
  wish: string,
  work: () => Promise<TaskOutcome>,
): Promise<TaskOutcome | null> {
  const { others } = scope.access.memory;
  if (others === undefined) return work();
  const { credentials } = scope.access.tenant();
  for (;;) {
    const claim = await others.outcomes.claim(credentials, key, wish);
    if (claim.kind === 'alone') return work();
    if (claim.kind === 'otherWish') return null;
    if (claim.kind === 'kept') return JSON.parse(claim.outcome) as TaskOutcome;
    if (claim.kind === 'lost') return { outcome: 'UNKNOWN', task: null };
    if (claim.kind === 'mine') {
      try {
        const outcome = await work();
        await others.outcomes.keep(credentials, key, wish, JSON.stringify(outcome, readable));
        return outcome;
      } catch (error) {
        await others.outcomes.keep(credentials, key, wish, null);
        throw error;
      }
    }
    if (scope.timeToReadMs < LOOK_MS) {
      throw new CfwError('UPSTREAM_TIMEOUT', 'The first write with this idempotency key has not ended. Ask again.');
    }
    await sleep(LOOK_MS);
  }
}

/** What could not be read of a row is an error in its place, which no other replica can have. */
function readable(_name: string, value: unknown): unknown {
  return value instanceof Error ? null : value;
}
