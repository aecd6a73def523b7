import type { Protocol } from '../../cfw/resources/codes.ts';
import type { Direction, ListEntryRecord, ListType } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import { readWrittenAddress } from './address.ts';
import {
  hasPorts,
  type Optional,
  reviewAddress,
  reviewId,
  reviewIds,
  reviewKnown,
  reviewPort,
  reviewText,
} from './fields.ts';
import { type InputPath, InputReview } from './input-faults.ts';

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

export interface UpdateListEntryInput extends ListInput {
  readonly listId: string;
  readonly address?: Optional<string>;
  readonly direction?: Optional<Direction>;
  readonly protocol?: Optional<Protocol>;
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
    review.close();
  }
  const fields = entries.map((entry, index) => reviewEntry(review, ['entries', index], entry));
  review.close();
  return fields.filter((entry) => entry !== null);
}

/** An entry as it is to become: what the input names, and the rest of the entry that is there. @throws InputFaults */
export function reviewChange(input: UpdateListEntryInput, current: ListEntryRecord): EntryFields {
  const review = new InputReview();
  const direction = input.direction ?? current.direction;
  const protocol = input.protocol ?? current.protocol;
  const address = input.address ?? current.address;
  if (address === null) review.fault(['address'], 'CFW tells no address of this entry: name one.');
  if (!isKnown(direction)) review.fault(['direction'], 'CFW tells no direction of this entry: name one.');
  if (!isKnown(protocol)) review.fault(['protocol'], 'CFW tells no protocol of this entry: name one.');
  // A port goes with its protocol: where there are no ports, none is kept.
  const port = input.port === undefined && hasPorts(protocol) ? current.port : input.port;
  reviewPort(review, ['port'], input.port, protocol ?? '');
  if (port == null && hasPorts(protocol)) review.fault(['port'], PORT_NEEDED);
  review.close();
  return {
    address: address!,
    addressType: readWrittenAddress(address!)?.type ?? current.addressType ?? 'IPV4',
    direction: direction!,
    protocol: protocol!,
    port: port ?? undefined,
    description: (input.description === undefined ? current.description : input.description) || undefined,
  };
}

function isKnown(value: string | null): boolean {
  return typeof value === 'string' && value !== 'UNKNOWN';
}

/** @throws InputFaults for what is wrong whatever the entry says now */
export function reviewUpdate(input: UpdateListEntryInput): void {
  const review = new InputReview();
  reviewList(review, input);
  reviewId(review, ['listId'], input.listId);
  const { address, direction, protocol, port, description } = input;
  if (address != null) reviewBlockable(review, ['address'], address);
  reviewKnown(review, ['direction'], direction);
  reviewKnown(review, ['protocol'], protocol);
  reviewPort(review, ['port'], port, protocol ?? 'TCP');
  if (description) reviewText(review, ['description'], description);
  if (
    [address, direction, protocol].every((value) => value == null) &&
    port === undefined &&
    description === undefined
  ) {
    review.fault([], 'Name at least one field to change.');
  }
  review.close();
}

/** @throws InputFaults */
export function reviewListIds(input: ListInput & { readonly listIds: readonly string[] }): void {
  const review = new InputReview();
  reviewList(review, input);
  reviewIds(review, 'listIds', input.listIds, MOST_ENTRIES);
  review.close();
}

const PORT_NEEDED = 'TCP and UDP need a port: 1-65535 means all.';

function reviewList(review: InputReview, { objectId, firewallId, enterpriseProjectId }: ListInput): void {
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

function reviewBlockable(review: InputReview, path: InputPath, text: string) {
  const address = reviewAddress(review, path, text);
  // CFW.00200022 (cfw-api 5.2).
  if (address?.coversAll) review.fault(path, 'An entry must not cover all addresses.');
  return address;
}
