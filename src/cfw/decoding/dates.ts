/** Turns CFW's dates into RFC 3339 text in UTC, such as `2024-06-04T11:23:50.000Z`; null when it is no date. */
export interface DateReader {
  /** `YYYY/MM/DD HH:mm:ss` of the configured zone (seed "Querying a Packet Capture Task", Table 6). */
  fromText(text: string): string | null;
  /** Seconds or milliseconds since 1970, told apart by their magnitude (cfw-api 1.2). */
  fromNumber(value: number): string | null;
}

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
// As seconds this is the year 5138, as milliseconds 1973: no date of a firewall is ambiguous.
const SMALLEST_MS = 1e11;
const LARGEST_MS = 253_402_300_799_999; // the end of the year 9999, the last with four digits
const MAX_CACHED_QUARTERS = 4096;
const MAX_CACHED_DAYS = 1024;

/** A reader for CFW's zone-less dates in an IANA zone. Throws a RangeError when the zone does not exist. */
export function createDateReader(timeZone: string): DateReader {
  const toUtc = isUtc(timeZone) ? null : createZone(timeZone);
  // The rows of a list are of few days, which are read once.
  const days = new Map<string, string | null>();
  const dayOf = (text: string): string | null => {
    const written = text.slice(0, 10);
    let day = days.get(written);
    if (day === undefined) {
      day = isCalendarDay(written) ? written.replaceAll('/', '-') : null;
      if (days.size >= MAX_CACHED_DAYS) days.clear();
      days.set(written, day);
    }
    return day;
  };
  return {
    fromText(text) {
      const day = dayOf(text);
      if (day === null || !isTimeOfDay(text)) return null;
      const utc = `${day}T${text.slice(11)}.000Z`;
      return toUtc === null ? utc : toText(toUtc(Date.parse(utc)));
    },
    fromNumber(value) {
      if (!Number.isFinite(value) || value <= 0) return null;
      return toText(Math.trunc(value < SMALLEST_MS ? value * 1000 : value));
    },
  };
}

function toText(ms: number): string | null {
  return ms <= LARGEST_MS ? new Date(ms).toISOString() : null;
}

function isUtc(timeZone: string): boolean {
  return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone === 'UTC';
}

/** True for `YYYY/MM/DD` of a day that exists. */
function isCalendarDay(text: string): boolean {
  if (text.length !== 10 || text[4] !== '/' || text[7] !== '/') return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  // A part that is not two digits is NaN, and no comparison with it holds.
  return (
    year >= 1000 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    (day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate())
  );
}

/** True when ` HH:mm:ss` of a time that exists follows the day, and nothing else. */
function isTimeOfDay(text: string): boolean {
  return (
    text.length === 19 &&
    text[10] === ' ' &&
    text[13] === ':' &&
    text[16] === ':' &&
    twoDigits(text, 11) <= 23 &&
    twoDigits(text, 14) <= 59 &&
    twoDigits(text, 17) <= 59
  );
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Finds the instant of a wall-clock time, both in milliseconds as if in UTC. A time that the clocks skipped is moved
 * forward by the gap; of a time that came twice, the first is meant (RFC 5545, 3.3.5; Temporal's "compatible").
 */
function createZone(timeZone: string): (wallMs: number) => number {
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
