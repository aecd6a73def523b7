import { isResourceId } from '../../cfw/decoding/identifiers.ts';
import { readWrittenAddress, type WrittenAddress } from './address.ts';
import type { InputPath, InputReview } from './input-faults.ts';
import { hasPorts } from './port.ts';

/** A value of an input that may be left out; null and left out are the same. */
export type Optional<Value> = Value | null | undefined;

const PORT = /^([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?$/;
const LAST_PORT = 65_535;
const TEXT = /^(?=[^\s])[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*[^\s\p{Cc}\p{Cs}]$/u;
const MAX_TEXT = 255;

/** One id of CFW. */
export function reviewId(review: InputReview, path: InputPath, id: Optional<string>): void {
  if (id != null && !isResourceId(id)) review.fault(path, 'An id has 1 to 64 letters, digits, "-" and "_".');
}

/** A list of ids: at least one, at most so many. */
export function reviewIds(review: InputReview, name: string, ids: readonly string[], most: number): void {
  if (ids.length === 0) review.fault([name], 'Name at least one id.');
  if (ids.length > most) review.fault([name], `At most ${most} ids can be named at once.`);
  for (const [index, id] of ids.entries()) reviewId(review, [name, index], id);
}

/** One line of text: 1 to 255 characters, none of them a control character, no space at either end. */
export function reviewText(review: InputReview, path: InputPath, text: string): void {
  // `--` is how CFW writes that there is nothing.
  if (text.length <= MAX_TEXT && TEXT.test(text) && text !== '--') return;
  review.fault(path, 'It must be one line of 1 to 255 characters, without spaces at its ends.');
}

/** A whole number in a range, both ends included. */
export function reviewNumber(review: InputReview, path: InputPath, value: number, least: number, most: number): void {
  if (value < least || value > most) review.fault(path, `It must be a number from ${least} to ${most}.`);
}

/** A port or a range of ports, which only TCP and UDP have. */
export function reviewPort(review: InputReview, path: InputPath, port: Optional<string>, protocol: string): void {
  if (port == null) return;
  const [, from, to] = PORT.exec(port) ?? [];
  const isPort =
    Number(from) <= LAST_PORT && (to === undefined || (Number(to) <= LAST_PORT && Number(from) < Number(to)));
  if (from === undefined || !isPort) {
    review.fault(path, 'A port is a number from 1 to 65535, or a range such as 80-443. Leave it out for all ports.');
  } else if (!hasPorts(protocol)) review.fault(path, 'Only TCP and UDP have ports: leave it out.');
}

/** A value of an enum that CFW has a code for. */
export function reviewKnown(review: InputReview, path: InputPath, value: Optional<string>): void {
  if (value === 'UNKNOWN') review.fault(path, 'UNKNOWN stands for what CFW sent: name the value you mean.');
}

/** An IP address or a CIDR block; null when it is none, which has been noted. */
export function reviewAddress(review: InputReview, path: InputPath, text: string): WrittenAddress | null {
  const address = readWrittenAddress(text);
  if (address === null) {
    review.fault(
      path,
      'It must be an IP address, or a CIDR block without bits behind its mask, such as 192.0.2.7 or 2001:db8::/32.',
    );
  }
  return address;
}
