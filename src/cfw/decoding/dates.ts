import { createZone, fixedOffset } from './zones.ts';

/** Turns CFW's dates into RFC 3339 text in UTC, such as `2024-06-04T11:23:50.000Z`; null when it is no date. */
export interface DateReader {
  /**
   * `YYYY/MM/DD HH:mm:ss` of the configured zone (seed "Querying a Packet Capture Task", Table 6), or the same with
   * dashes (cfw-more 15.3), with `T`, with a fraction of a second, with a zone of its own as RFC 3339 and ISO 8601 have
   * it; also a number in text.
   */
  fromText(text: string): string | null;
  /** Seconds or milliseconds since 1970, told apart by their magnitude (cfw-api 1.2). */
  fromNumber(value: number): string | null;
}

// As seconds this is the year 5138, as milliseconds 1973: no date of a firewall is ambiguous.
const SMALLEST_MS = 1e11;
const LARGEST_MS = 253_402_300_799_999; // the end of the year 9999, the last with four digits
const FIRST_MS = -62_167_219_200_000; // the beginning of the year 0, for the same reason
const MAX_CACHED_DAYS = 1024;

/** What may follow the seconds: a fraction, and a zone of the date's own. */
const TAIL = /^(?:[.,]([0-9]{1,9}))? ?(?:(Z)|([+-][0-9]{2}):?([0-9]{2})?)?$/i;
const NUMBER = /^[0-9]{1,16}(?:\.[0-9]{1,9})?$/;

/**
 * A reader for CFW's dates, the zone-less ones in `timeZone`: an IANA zone, or an offset such as `+08:00`. Throws a
 * RangeError when the zone does not exist.
 */
export function createDateReader(timeZone: string): DateReader {
  const toUtc = createZone(timeZone);
  // The rows of a list are of few days, which are read once, and one after the other mostly of the same.
  const days = new Map<string, string | null>();
  let lastWritten: string | undefined;
  let lastDay: string | null = null;
  const dayOf = (text: string): string | null => {
    if (lastWritten !== undefined && text.startsWith(lastWritten)) return lastDay;
    const written = text.slice(0, 10);
    let day = days.get(written);
    if (day === undefined) {
      day = isCalendarDay(written) ? `${written.replaceAll('/', '-')}T` : null;
      if (days.size >= MAX_CACHED_DAYS) days.clear();
      days.set(written, day);
    }
    // What is no day may be shorter than one, and the beginning of any text.
    if (day !== null) [lastWritten, lastDay] = [written, day];
    return day;
  };
  const fromNumber = (value: number): string | null => {
    if (!Number.isFinite(value) || value <= 0) return null;
    return toText(Math.trunc(value < SMALLEST_MS ? value * 1000 : value));
  };
  return {
    fromText(text) {
      const day = dayOf(text);
      if (day === null) return NUMBER.test(text) ? fromNumber(Number(text)) : null;
      if (!isTimeOfDay(text)) return null;
      const wall = `${day}${text.slice(11, 19)}.000Z`;
      if (text.length === 19) return toUtc === null ? wall : toText(toUtc(Date.parse(wall)));
      const [matched, fraction = '', z, hours, minutes = '00'] = TAIL.exec(text.slice(19)) ?? [];
      if (matched === undefined) return null;
      const wallMs = Date.parse(wall);
      const fractionMs = Number(fraction.slice(0, 3).padEnd(3, '0'));
      const offset = hours === undefined ? null : fixedOffset(`${hours}:${minutes}`);
      if (hours !== undefined) return offset === null ? null : toText(wallMs - offset + fractionMs);
      return toText((z === undefined && toUtc !== null ? toUtc(wallMs) : wallMs) + fractionMs);
    },
    fromNumber,
  };
}

function toText(ms: number): string | null {
  return ms >= FIRST_MS && ms <= LARGEST_MS ? new Date(ms).toISOString() : null;
}

/** True for `YYYY/MM/DD` or `YYYY-MM-DD` of a day that exists. */
function isCalendarDay(text: string): boolean {
  const divider = text[4];
  if (text.length !== 10 || (divider !== '/' && divider !== '-') || text[7] !== divider) return false;
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

/** True when ` HH:mm:ss`, with a blank or a T, of a time that exists follows the day. */
function isTimeOfDay(text: string): boolean {
  const divider = text[10];
  return (
    (divider === ' ' || divider === 'T' || divider === 't') &&
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
