import { faultOf, SLOW } from './faults.ts';

/** A command that takes longer than this says that Redis is away. */
const TIMEOUT_MS = 500;
/** It is counted in parts: of one that this process itself was too busy to notice, only that part is lost. */
const PARTS = 5;

/**
 * A reply, or undefined when it fails or does not come in time.
 *
 * @param gaveUp told that nobody waits for it any more, and why
 * @param late told of a reply that came after that
 */
export function within<Reply>(
  reply: Promise<Reply>,
  gaveUp: (fault: string) => void,
  late?: (reply: Reply) => void,
): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    let isLate = false;
    let parts = PARTS;
    let timer: NodeJS.Timeout | undefined;
    const waitOn = () => {
      // What has come by now is read before anything is said of Redis.
      if (parts-- > 0) timer = setTimeout(waitOn, TIMEOUT_MS / PARTS);
      else setImmediate(giveUp, SLOW);
    };
    const giveUp = (fault: string) => {
      if (isLate) return;
      isLate = true;
      gaveUp(fault);
      resolve(undefined);
    };
    waitOn();
    reply.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) return late?.(value);
        isLate = true;
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        giveUp(faultOf(error));
      },
    );
  });
}
