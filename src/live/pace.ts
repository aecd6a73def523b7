/** How often lists are polled, in milliseconds. */
export interface Pace {
  /** While something is under way in the list, or a write was just made (`LIVE_INTERVAL_MS`). */
  readonly intervalMs: number;
  /** Else (`LIVE_IDLE_INTERVAL_MS`). */
  readonly idleIntervalMs: number;
}

/** What is known of a list when it is reckoned when to poll it next. */
export interface Situation {
  /** Whether something is under way, such as a capture that runs. */
  readonly isBusy: boolean;
  /** How long ago the last write of this gateway was. */
  readonly sinceWriteMs: number;
  /** How many polls in a row have failed. */
  readonly failures: number;
  /** Whether the last one failed because CFW is asked too often. */
  readonly isThrottled: boolean;
  /** How long CFW itself asked to wait; 0 when it did not say. */
  readonly waitMs: number;
}

/** How many intervals a write counts as just made: what it set off may take a while to be seen. */
const WRITE_INTERVALS = 6;
/** The longest pause between polls of a list that is throttled and not told for how long. */
const MAX_THROTTLED_MS = 300_000;

/** How long one replica has a list to poll before it must say that it still lives. */
const LEASE_SHARE = 0.6;
const MIN_LEASE_MS = 600;
const MAX_LEASE_MS = 3_000;

/** How long to wait from the begin of one poll of a list to the begin of the next. */
export function pauseMs({ intervalMs, idleIntervalMs }: Pace, situation: Situation): number {
  const { isBusy, sinceWriteMs, failures, isThrottled, waitMs } = situation;
  const isLively = isBusy || sinceWriteMs < intervalMs * WRITE_INTERVALS;
  const usual = isLively ? intervalMs : Math.max(intervalMs, idleIntervalMs);
  if (failures === 0) return usual;
  const longest = isThrottled ? MAX_THROTTLED_MS : Math.max(intervalMs, idleIntervalMs);
  return Math.max(usual, waitMs, Math.min(intervalMs * 2 ** failures, longest));
}

/** Short enough for another replica to poll within two intervals, and long enough for one that is busy for a moment. */
export function leaseMs({ intervalMs }: Pace): number {
  return Math.min(MAX_LEASE_MS, Math.max(MIN_LEASE_MS, intervalMs * LEASE_SHARE));
}
