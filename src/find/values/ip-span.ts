import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The IP addresses from `first` to `last`. Each is a text that compares as the address's number does: `4` and 8
 * hexadecimal digits, or `6` and 32. So all of IPv4 stands before all of IPv6, and a span never crosses over.
 */
export interface IpSpan {
  readonly first: string;
  readonly last: string;
}

const PREFIX_LENGTH = /^(?:0|[1-9][0-9]{0,2})$/;

/**
 * Reads an IP address, a CIDR block or a range `a-b`; null when it is none of them, or has leading zeros in a decimal
 * number. All spellings of an address are one: an IPv4-mapped address is the IPv4 address, a zone is no part of what
 * packets carry, and bits behind a mask do not count.
 */
export function readIpSpan(text: string): IpSpan | null {
  const slash = text.indexOf('/');
  if (slash >= 0) return readBlock(text.slice(0, slash), text.slice(slash + 1));
  const single = readParts(text);
  if (single !== null) {
    const own = digits(unmapped(single));
    return { first: own, last: own };
  }
  const dash = text.indexOf('-');
  return dash < 0 ? null : readRange(text.slice(0, dash), text.slice(dash + 1));
}

function readRange(from: string, to: string): IpSpan | null {
  const first = readParts(from);
  const last = readParts(to);
  if (first === null || last === null) return null;
  const span = { first: digits(unmapped(first)), last: digits(unmapped(last)) };
  return span.first[0] === span.last[0] && span.first <= span.last ? span : null;
}

function readBlock(address: string, prefix: string): IpSpan | null {
  const parts = readParts(address);
  if (parts === null || !PREFIX_LENGTH.test(prefix) || Number(prefix) > 16 * parts.length) return null;
  const hostBits = parts.map((_, index) => (1 << Math.min(16, Math.max(0, 16 * (index + 1) - Number(prefix)))) - 1);
  const first = parts.map((part, index) => part & ~hostBits[index]!);
  const last = parts.map((part, index) => part | hostBits[index]!);
  // A wider block than that of all mapped addresses is one of IPv6: no packet of IPv4 meets it.
  return isMapped(first)
    ? { first: digits(unmapped(first)), last: digits(unmapped(last)) }
    : { first: digits(first), last: digits(last) };
}

/** The 16-bit parts of an address: two of IPv4, eight of IPv6; null when it is no address. */
function readParts(text: string): readonly number[] | null {
  // Node decides what an address is: the library would take `0177.0.0.1` and `1.2`, too.
  if (isIPv4(text)) return parts4(text);
  if (!isIPv6(text)) return null;
  // The library takes no zone with a dot or dash in it, and reads `::1.2.3.4` as if it were `::ffff:1.2.3.4`.
  const zone = text.indexOf('%');
  const address = zone < 0 ? text : text.slice(0, zone);
  if (!address.includes('.')) return ipaddr.IPv6.parse(address).parts;
  const tail = address.lastIndexOf(':') + 1;
  const ending = parts4(address.slice(tail)).map((part) => part.toString(16));
  return ipaddr.IPv6.parse(`${address.slice(0, tail)}${ending.join(':')}`).parts;
}

function parts4(text: string): readonly number[] {
  const [first, second, third, fourth] = ipaddr.IPv4.parse(text).octets as [number, number, number, number];
  return [first * 256 + second, third * 256 + fourth];
}

/** Whether it is an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
function isMapped(parts: readonly number[]): boolean {
  return parts.length === 8 && parts[5] === 0xffff && parts.slice(0, 5).every((part) => part === 0);
}

function unmapped(parts: readonly number[]): readonly number[] {
  return isMapped(parts) ? parts.slice(6) : parts;
}

function digits(parts: readonly number[]): string {
  let text = parts.length === 2 ? '4' : '6';
  for (const part of parts) text += part.toString(16).padStart(4, '0');
  return text;
}
