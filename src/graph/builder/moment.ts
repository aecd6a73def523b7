const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.(\d{1,3})(\d{0,30}))?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads a moment as RFC 3339 writes it, with its offset; null when it is none, such as a day that no calendar has.
 * Gives it in UTC and in whole milliseconds, rounded up: no date of CFW lies between them, so that "from" and "until" mean
 * the same.
 */
export function readMoment(text: string): string | null {
  const [, day, , rest = ''] = RFC_3339.exec(text) ?? [];
  // `Date` takes February 30 for a day in March.
  if (day === undefined || new Date(`${day}T00:00Z`).getUTCDate() !== Number(day.slice(8))) return null;
  const ms = Date.parse(text.toUpperCase());
  return Number.isNaN(ms) ? null : new Date(/[1-9]/.test(rest) ? ms + 1 : ms).toISOString();
}
