import { setTimeout as sleep } from 'node:timers/promises';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { WriteScope } from './write-scope.ts';

/** How often it is looked whether another replica's turn has ended. */
const LOOK_MS = 100;

/**
 * Does work that must not be done by two at the same time, on whatever replica. While the others cannot be asked, it is
 * this process that does not do it twice at a time.
 *
 * @throws CfwError UPSTREAM_TIMEOUT when the turn does not come in time: nothing has been done
 */
export function inTurn<Result>(scope: WriteScope, name: string, work: () => Promise<Result>): Promise<Result> {
  const { turns, others } = scope.access.memory;
  return turns.take(name, async () => {
    if (others === undefined) return work();
    while ((await others.turns.claim(name)) === 'taken') {
      if (scope.timeToSendMs < LOOK_MS) {
        throw new CfwError(
          'UPSTREAM_TIMEOUT',
          'Others write to this firewall all the time. Nothing was sent. Try again.',
        );
      }
      await sleep(LOOK_MS);
    }
    try {
      return await work();
    } finally {
      others.turns.leave(name);
    }
  });
}
