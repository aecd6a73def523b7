import { told } from '../../cfw/decoding/told.ts';
import type { Protocol } from '../../cfw/resources/codes.ts';
import type { Direction, ListEntryRecord } from '../../cfw/resources/list-entry.ts';
import type { EntryFields } from '../../cfw/writes/list-entry-writes.ts';
import { readWrittenAddress } from './address.ts';
import { type Optional, reviewId, reviewKnown, reviewPort, reviewText } from './fields.ts';
import { InputReview } from './input-faults.ts';
import { type ListInput, PORT_NEEDED, reviewBlockable, reviewList } from './list-entry-input.ts';
import { hasPorts } from './port.ts';

export interface UpdateListEntryInput extends ListInput {
  readonly listId: string;
  readonly address?: Optional<string>;
  readonly direction?: Optional<Direction>;
  readonly protocol?: Optional<Protocol>;
  readonly port?: Optional<string>;
  readonly description?: Optional<string>;
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

/** An entry as it is to become: what the input names, and the rest of the entry that is there. @throws InputFaults */
export function reviewChange(input: UpdateListEntryInput, current: ListEntryRecord): EntryFields {
  const review = new InputReview();
  const direction = input.direction ?? told(current.direction);
  const protocol = input.protocol ?? told(current.protocol);
  const address = input.address ?? told(current.address);
  if (address === null) review.fault(['address'], 'CFW tells no address of this entry: name one.');
  if (!isKnown(direction)) review.fault(['direction'], 'CFW tells no direction of this entry: name one.');
  if (!isKnown(protocol)) review.fault(['protocol'], 'CFW tells no protocol of this entry: name one.');
  // A port goes with its protocol: where there are no ports, none is kept.
  const port = input.port === undefined && hasPorts(protocol) ? told(current.port) : input.port;
  reviewPort(review, ['port'], input.port, protocol ?? '');
  if (port == null && hasPorts(protocol)) review.fault(['port'], PORT_NEEDED);
  review.close();
  return {
    address: address!,
    addressType: readWrittenAddress(address!)?.type ?? told(current.addressType) ?? 'IPV4',
    direction: direction!,
    protocol: protocol!,
    port: port ?? undefined,
    description: (input.description === undefined ? told(current.description) : input.description) || undefined,
  };
}

function isKnown(value: string | null): boolean {
  return typeof value === 'string' && value !== 'UNKNOWN';
}
