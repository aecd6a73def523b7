import type { Row } from '../rows/row-list.ts';
import type { Surroundings } from './list.ts';

/** Keeps rows whose field equals the value. */
export function equals(field: string) {
  return (row: Row, value: string | number): boolean => row[field] === value;
}

/** Keeps rows that have the text in one of the fields; upper and lower case are different. */
export function has(...fields: readonly string[]) {
  return (row: Row, part: string | number): boolean =>
    fields.some((field) => typeof row[field] === 'string' && row[field].includes(String(part)));
}

/**
 * What is known of CFW's address filter: `2.2.2.0/24` is found by `2.2.2.0` and not by its full text. Read as "part
 * of the address before its mask" unless the behaviour says otherwise, so that `1.1.1.1` finds `1.1.1.10` too.
 */
export function matchesAddress(row: Row, wanted: string | number, { behaviour }: Surroundings): boolean {
  const { address } = row;
  if (typeof address !== 'string') return false;
  if (behaviour.addressFilter === 'exact') return address === wanted;
  const seen = behaviour.addressFilter === 'part' ? address : address.replace(/\/.*$/, '');
  return seen.includes(String(wanted));
}

/** A member's address, word for word. A range (`a-b`) is never found, not even by its own text: the vendor's quirk. */
export function isAddress({ address }: Row, wanted: string | number): boolean {
  return address === wanted && !String(wanted).includes('-');
}
