import { isIPv4, isIPv6 } from 'node:net';
import { refuseCfw } from '../refusals/errors.ts';

/** The wire values of `address_type` that a write may name. */
const IPV4 = 0;
const IPV6 = 1;

/** 10/8, 172.16/12, 192.168/16; unique local addresses of IPv6. */
const PRIVATE = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|f[cd][0-9a-f]{2}:)/i;

/** Refuses an `address_type` that is none. A missing one has a code of its own. */
export function checkAddressType(value: unknown): number {
  if (value === undefined || value === null || value === '') throw refuseCfw('CFW.00200041', 'address type is empty');
  if (value !== IPV4 && value !== IPV6) throw refuseCfw('CFW.00200030', 'address type error');
  return value;
}

/**
 * Refuses an address that is no IP address or CIDR block (or range, where one may be), or not of the type it is said
 * to be. Which code a family that does not match gets is not documented; `bad address type` fits best.
 */
export function checkAddress(address: string, addressType: number, ranges: 'ranges' | 'no ranges'): void {
  const ends = ranges === 'ranges' ? address.split('-') : [address];
  const families = ends.map((end) => (ends.length === 2 ? isIP(end) : family(end)));
  if (ends.length > 2 || families.includes(undefined)) throw refuseCfw('CFW.00200027', 'address is invalid');
  if (families.some((found) => found !== addressType)) throw refuseCfw('CFW.00200030', 'address type error');
}

/** True for a block of every address. */
export function coversAll(address: string): boolean {
  return address.endsWith('/0') || address === '0.0.0.0' || address === '::';
}

export function isPrivate(address: string): boolean {
  return PRIVATE.test(address);
}

function isIP(text: string): number | undefined {
  if (isIPv4(text)) return IPV4;
  return isIPv6(text) && !text.includes('%') ? IPV6 : undefined;
}

function family(text: string): number | undefined {
  const [address = '', mask, more] = text.split('/');
  const found = isIP(address);
  if (mask === undefined || found === undefined) return found;
  const isMask = more === undefined && /^\d{1,3}$/.test(mask) && Number(mask) <= (found === IPV4 ? 32 : 128);
  return isMask ? found : undefined;
}
