import type { RateLimit } from '../../shared/rates.ts';

/** What CFW says when it is called too often. */
export interface Throttle {
  /** The length of the window in which there were too many calls, in milliseconds; 0 when it is not named. */
  readonly windowMs: number;
  /** What the credential may do in that window, where a policy is named with its limit; else null. */
  readonly limit: RateLimit | null;
}

const UNITS: Readonly<Record<string, number>> = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5 };
const WINDOW = /time:([0-9]{1,6}) ?(second|minute|hour|day)/;
const POLICY = /\bpolicy \w+ over ratelimit, ?limit:([0-9]{1,6}), ?time:/;
/** Nobody paces calls by more than this, or for longer. */
const MAX_CALLS = 100_000;
const MAX_WINDOW_MS = 864e5;

/** Reads the message of APIGW.0308, such as `policy user over ratelimit,limit:200,time:5 minute` (cfw-api 5.3). */
export function readThrottle(errorCode: string | null, message: string | null): Throttle {
  if (errorCode === null || message === null || !/^APIGW?\.0308$/.test(errorCode)) return NOTHING;
  const window = WINDOW.exec(message);
  if (window === null) return NOTHING;
  const windowMs = Number(window[1]) * UNITS[window[2]!]!;
  const calls = Number(POLICY.exec(message)?.[1] ?? 0);
  const isLimit = calls > 0 && calls <= MAX_CALLS && windowMs > 0 && windowMs <= MAX_WINDOW_MS;
  return { windowMs, limit: isLimit ? { calls, windowMs } : null };
}

const NOTHING: Throttle = { windowMs: 0, limit: null };
