/** A command that takes longer than this says that Redis is away. */
const TIMEOUT_MS = 500;

/**
 * A reply, or undefined when it fails or does not come in time.
 *
 * @param gaveUp told that nobody waits for it any more
 * @param late told of a reply that came after that
 */
export function within<Reply>(
  reply: Promise<Reply>,
  gaveUp: () => void,
  late?: (reply: Reply) => void,
): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    let isLate = false;
    // What this process itself was too busy to read by now is read before anything is said of Redis.
    const timer = setTimeout(() => setImmediate(giveUp), TIMEOUT_MS);
    const giveUp = () => {
      if (isLate) return;
      isLate = true;
      gaveUp();
      resolve(undefined);
    };
    reply.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) return late?.(value);
        isLate = true;
        resolve(value);
      },
      () => {
        clearTimeout(timer);
        giveUp();
      },
    );
  });
}
