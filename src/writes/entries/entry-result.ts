import { CfwError } from '../../cfw/decoding/errors.ts';
import type { ListEntryRecord } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import { MOST_ENTRIES } from '../input/list-entry-input.ts';
import { failed, type ItemResult, plain } from '../item-result.ts';
import type { Said } from './entry-batch.ts';
import type { EntryIndex } from './entry-match.ts';

/** What became of one entry, and the entry as CFW lists it. */
export interface EntryResult extends ItemResult {
  readonly entry: ListEntryRecord | null;
}

/** A list as it was seen after its entries had been sent. */
export interface ListView {
  readonly index: EntryIndex;
  /** How many rows CFW says there are. */
  readonly total: number;
}

/** CFW's dates have no parts of a second, and its clock may be a little off. */
const SECOND_MS = 1000;
const CLOCK_MS = 2 * SECOND_MS;

/** What is known of an entry that was sent. */
export interface SentEntry {
  readonly said: Said;
  /** When it was first sent, where that may have made it without our hearing of it. */
  readonly sentDate: number | undefined;
}

/**
 * What became of an entry, by what CFW said and by what its list shows.
 *
 * @param view null when the list could not be read
 */
export function resultOfEntry(wish: EntryFields, { said, sentDate }: SentEntry, view: ListView | null): EntryResult {
  if (said instanceof CfwError) return { ...failed(said), entry: null };
  const entry = view?.index.same(wish) ?? null;
  if (said === 'taken') return { ...plain(entry === null ? 'PENDING' : 'CREATED'), entry };
  if (said === 'failed') return entry === null ? { ...withoutReason(view), entry } : { ...plain('EXISTS'), entry };
  // Whose entry it is that is there already only the list could tell.
  if (said === 'duplicate' && sentDate !== undefined && entry === null) return { ...plain('UNKNOWN'), entry };
  const ours = entry !== null && sentDate !== undefined ? isMadeSince(entry, sentDate) : null;
  if (said === 'duplicate') {
    const known = entry ?? view?.index.duplicate(wish) ?? null;
    return { ...plain(ours === true ? 'CREATED' : 'EXISTS'), entry: known };
  }
  if (entry === null) return { ...plain('UNKNOWN'), entry };
  return { ...plain(ours === false ? 'EXISTS' : 'CREATED'), entry };
}

/** Whether an entry was made after a date; null where CFW does not tell, or tells a date that cannot be. */
function isMadeSince({ createdDate }: ListEntryRecord, sentDate: number): boolean | null {
  const madeAt = typeof createdDate === 'string' ? Date.parse(createdDate) : Number.NaN;
  if (Number.isNaN(madeAt) || madeAt > Date.now() + CLOCK_MS) return null;
  return madeAt >= Math.floor(sentDate / SECOND_MS) * SECOND_MS;
}

/** CFW's batch says of what it refused that it did, and not why (cfw-more, section 3). */
function withoutReason(view: ListView | null): ItemResult {
  if (view !== null && view.total >= MOST_ENTRIES) {
    const message = `The list holds ${view.total} entries, and CFW takes no more. Delete what is not needed.`;
    return { outcome: 'FAILED', code: 'QUOTA_EXCEEDED', message };
  }
  const message =
    'CFW refused it, and gives no reason in a batch. A private address needs east-west protection first; send it alone to hear the reason.';
  // What lies in the input itself has been refused before: it is the state of CFW that does not allow it.
  return { outcome: 'FAILED', code: 'FAILED_PRECONDITION', message };
}
