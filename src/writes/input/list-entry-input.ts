import type { Protocol } from '../../cfw/resources/codes.ts';
import type { Direction, ListType } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import { type Optional, reviewAddress, reviewId, reviewIds, reviewKnown, reviewPort, reviewText } from './fields.ts';
import { type InputPath, InputReview } from './input-faults.ts';
import { hasPorts } from './port.ts';

/** Which list is written to. */
export interface ListInput {
  readonly objectId: string;
  readonly listType: ListType;
  readonly firewallId?: Optional<string>;
  readonly enterpriseProjectId?: Optional<string>;
}

export interface ListEntryInput {
  readonly address: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly port?: Optional<string>;
  readonly description?: Optional<string>;
}

/** What a list can hold: more cannot be written at once (cfw-more 1.4). */
export const MOST_ENTRIES = 2000;

/** The entries that an input asks for, in its order. @throws InputFaults */
export function reviewNewEntries(input: ListInput & { readonly entries: readonly ListEntryInput[] }): EntryFields[] {
  const review = new InputReview();
  reviewList(review, input);
  const { entries } = input;
  if (entries.length === 0) review.fault(['entries'], 'Give at least one entry.');
  if (entries.length > MOST_ENTRIES) {
    review.fault(['entries'], `A list holds at most ${MOST_ENTRIES} entries: give fewer.`);
  }
  const fields = entries.map((entry, index) => reviewEntry(review, ['entries', index], entry));
  review.close();
  return fields.filter((entry) => entry !== null);
}

/** @throws InputFaults */
export function reviewListIds(input: ListInput & { readonly listIds: readonly string[] }): void {
  const review = new InputReview();
  reviewList(review, input);
  reviewIds(review, 'listIds', input.listIds, MOST_ENTRIES);
  review.close();
}

export const PORT_NEEDED = 'TCP and UDP need a port: 1-65535 means all.';

/** Which list: what names it must be ids. */
export function reviewList(review: InputReview, { objectId, firewallId, enterpriseProjectId }: ListInput): void {
  reviewId(review, ['objectId'], objectId);
  reviewId(review, ['firewallId'], firewallId);
  reviewId(review, ['enterpriseProjectId'], enterpriseProjectId);
}

function reviewEntry(review: InputReview, path: InputPath, entry: ListEntryInput): EntryFields | null {
  const { direction, protocol, port, description } = entry;
  reviewKnown(review, [...path, 'direction'], direction);
  reviewKnown(review, [...path, 'protocol'], protocol);
  const address = reviewBlockable(review, [...path, 'address'], entry.address);
  reviewPort(review, [...path, 'port'], port, protocol);
  if (port == null && hasPorts(protocol)) {
    review.fault([...path, 'port'], PORT_NEEDED);
  }
  if (description) reviewText(review, [...path, 'description'], description);
  return (
    address && {
      address: entry.address,
      addressType: address.type,
      direction,
      protocol,
      port: port ?? undefined,
      description: description || undefined,
    }
  );
}

/** An address that an entry may have; null when it is none, which has been noted. */
export function reviewBlockable(review: InputReview, path: InputPath, text: string) {
  const address = reviewAddress(review, path, text);
  // CFW.00200022 (cfw-api 5.2).
  if (address?.coversAll) review.fault(path, 'An entry must not cover all addresses.');
  return address;
}
