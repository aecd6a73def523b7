import { isIPv4, isIPv6 } from 'node:net';
import { readIpSpan } from '../../find/values/ip-span.ts';

/** The kind of an address that CFW takes in a write. */
export type WrittenAddressType = 'IPV4' | 'IPV6';

/** An address as it is written, what kind it is, and what is equal in all its spellings. */
export interface WrittenAddress {
  readonly type: WrittenAddressType;
  readonly key: string;
  readonly coversAll: boolean;
}

const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/;

/**
 * Reads one IP address or CIDR block, the two forms that CFW's documents have for writes; null for anything else, and
 * for what CFW would have to mend: leading zeros, a zone, an IPv4 address in the clothes of IPv6, bits behind the mask.
 */
export function readWrittenAddress(text: string): WrittenAddress | null {
  if (text.length > 64) return null;
  const [address = '', prefix, ...more] = text.split('/');
  const type = isIPv4(address) ? 'IPV4' : isIPv6(address) && /^[0-9a-f:]+$/i.test(address) ? 'IPV6' : null;
  if (type === null || more.length > 0) return null;
  if (prefix !== undefined && !(PREFIX.test(prefix) && Number(prefix) <= (type === 'IPV4' ? 32 : 128))) return null;
  const span = readIpSpan(text);
  const own = readIpSpan(address);
  if (span === null || own === null || span.first !== own.first) return null;
  // An IPv4-mapped address is read as the IPv4 address that it stands for.
  if (span.first.startsWith('4') !== (type === 'IPV4')) return null;
  const coversAll = Number(prefix) === 0 || (prefix === undefined && /^.0+$/.test(own.first));
  return { type, key: keyOf(span), coversAll };
}

/** What is equal in all spellings of an address; a text that is no address stands for itself. */
export function addressKey(text: string): string {
  const span = readIpSpan(text);
  return span === null ? text.trim().toLowerCase() : keyOf(span);
}

function keyOf({ first, last }: { readonly first: string; readonly last: string }): string {
  return first === last ? first : `${first}-${last}`;
}
