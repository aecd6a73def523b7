import { CfwError } from '../../cfw/decoding/errors.ts';
import type { ListEntryRecord } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import type { FirstSending } from '../delivery.ts';
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
  /** Whether an entry was there before it was sent. */
  wasThere(entry: ListEntryRecord, first: FirstSending): boolean;
}

/** What is known of an entry that was sent. */
export interface SentEntry {
  readonly said: Said;
  /** When it was first sent, where that may have made it without our hearing of it. */
  readonly first: FirstSending | undefined;
}

/**
 * What became of an entry, by what CFW said and by what its list shows.
 *
 * @param view null when the list could not be read
 */
export function resultOfEntry(wish: EntryFields, { said, first }: SentEntry, view: ListView | null): EntryResult {
  if (said instanceof CfwError) return { ...failed(said), entry: null };
  const entry = view?.index.same(wish) ?? null;
  if (said === 'taken' && entry === null) return { ...plain('PENDING'), entry };
  if (said === 'failed' && entry === null) return { ...withoutReason(view), entry };
  if (said === 'taken' && first === undefined) return { ...plain('CREATED'), entry };
  // CFW was sure at once that it had it.
  if (first === undefined) return { ...plain('EXISTS'), entry: entry ?? view?.index.duplicate(wish) ?? null };
  // What it says later may be of what the first sending has made: the list decides.
  if (entry === null) return { ...plain('UNKNOWN'), entry };
  return { ...plain(view!.wasThere(entry, first) ? 'EXISTS' : 'CREATED'), entry };
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
