const waiting: (() => void)[] = [];

/**
 * Does work that can wait a moment, in the order in which it was asked for: one with every turn of the event loop. However
 * many leave at one moment, what others wait for comes in between, and so do the next who leave.
 */
export function afterwards(work: () => void): void {
  waiting.push(work);
  if (waiting.length === 1) setImmediate(doNext);
}

function doNext(): void {
  const work = waiting.shift()!;
  if (waiting.length > 0) setImmediate(doNext);
  work();
}
