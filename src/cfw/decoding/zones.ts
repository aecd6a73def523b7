const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const MAX_CACHED_QUARTERS = 4096;
/** The farthest that a zone has ever been from UTC. */
const FARTHEST_MS = 16 * 60 * 60_000;
const OFFSET = /^([+-])([0-9]{2}):([0-5][0-9])$/;

/** The milliseconds of an offset from UTC such as `+08:00`; null when it is none. */
export function fixedOffset(text: string): number | null {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return ms <= FARTHEST_MS ? (sign === '-' ? -ms : ms) : null;
}

/**
 * Finds the instant of a wall-clock time, both in milliseconds as if in UTC. A time that the clocks skipped is moved
 * forward by the gap; of a time that came twice, the first is meant (RFC 5545, 3.3.5; Temporal's "compatible"). Null for
 * UTC, where both are the same.
 */
export function createZone(timeZone: string): ((wallMs: number) => number) | null {
  const fixed = fixedOffset(timeZone);
  if (fixed !== null) return fixed === 0 ? null : (wallMs) => wallMs - fixed;
  if (isUtc(timeZone)) return null;
  const offsetAt = createOffsets(timeZone);
  const offsets = new Map<number, number>();
  return (wallMs) => {
    // Zones change their offset on a quarter of the wall clock's hour, so one look-up serves all dates of a quarter.
    const quarter = Math.floor(wallMs / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetOfWall(wallMs, offsetAt);
      if (offsets.size >= MAX_CACHED_QUARTERS) offsets.clear();
      offsets.set(quarter, offset);
    }
    return wallMs - offset;
  };
}

function offsetOfWall(wallMs: number, offsetAt: (utcMs: number) => number): number {
  const before = offsetAt(wallMs - DAY_MS);
  const after = offsetAt(wallMs + DAY_MS);
  const fits = [before, after].filter((offset) => offsetAt(wallMs - offset) === offset);
  return fits.length === 0 ? before : Math.max(...fits);
}

/** The offset of a zone from UTC, in milliseconds, at an instant. */
function createOffsets(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utcMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - utcMs;
  };
}

function isUtc(timeZone: string): boolean {
  return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone === 'UTC';
}
