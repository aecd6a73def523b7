/** Runs calls, as many at a time as the lane has room for; the others wait in the order in which they came. */
export type Lane = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Opens a lane with room for `size` calls. */
export function openLane(size: number): Lane {
  const waiting: (() => void)[] = [];
  let free = size;
  return async (call) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = waiting.shift();
      // The place goes from one to the next, so that nobody slips in between.
      if (next === undefined) free++;
      else next();
    }
  };
}
