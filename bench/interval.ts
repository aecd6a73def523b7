/** The middle of what was measured again and again, and how sure it is. */
export interface Interval {
  readonly median: number;
  /** The median of all that could have been measured lies between these two, in 19 cases of 20. */
  readonly low: number;
  readonly high: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly count: number;
}

/**
 * The interval by the ranks of the values, which needs no assumption of how they are spread: so many of n fall below the
 * true median as heads fall in n throws of a coin.
 */
export function intervalOf(values: readonly number[]): Interval {
  const sorted = [...values].sort((one, other) => one - other);
  const count = sorted.length;
  const at = (rank: number) => sorted[Math.min(count - 1, Math.max(0, rank))]!;
  const spread = 0.98 * Math.sqrt(count);
  return {
    median: at(count >> 1),
    low: at(Math.floor(count / 2 - spread)),
    high: at(Math.ceil(count / 2 + spread) - 1),
    lowerQuartile: at(count >> 2),
    upperQuartile: at(count - 1 - (count >> 2)),
    count,
  };
}

/** Whether the interval is as narrow as a figure with two digits needs. */
export function isNarrow({ median, low, high, count }: Interval): boolean {
  return count >= FEWEST && high - low <= NARROW * median;
}

const FEWEST = 10;
const NARROW = 0.06;
