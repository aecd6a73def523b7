import type { ListEntryRecord } from '../../cfw/resources/list-entry.ts';
import type { FirstSending } from '../delivery.ts';

/** CFW's dates are of whole seconds. Some sites may give less: then all dates of a list are of whole minutes. */
const UNITS_MS = [60_000, 1_000, 1] as const;

/** How exact the dates of some entries are: each may be of any moment in so many milliseconds from it on. */
export function exactnessOf(entries: Iterable<ListEntryRecord>): number {
  const dates = [...entries].map(dateOf).filter((date) => date !== null);
  return UNITS_MS.find((unit) => dates.every((date) => date % unit === 0))!;
}

/**
 * Whether an entry was on its list before it was sent, as far as its date tells. One of the same moment, or without a date
 * that can be, counts as the effect of the sending: the list shows the effect (contract, "Act").
 *
 * @param exactnessMs of the dates of its list
 */
export function isOlder(entry: ListEntryRecord, { date, offByMs }: FirstSending, exactnessMs: number): boolean {
  const madeAt = dateOf(entry);
  return madeAt !== null && madeAt + exactnessMs <= date - offByMs;
}

/** In milliseconds since 1970; null where CFW tells none. */
function dateOf({ createdDate }: ListEntryRecord): number | null {
  const date = typeof createdDate === 'string' ? Date.parse(createdDate) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
