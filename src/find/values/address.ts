import { coversName, type DomainName, readDomainName } from './domain-name.ts';
import { type IpSpan, readIpSpan } from './ip-span.ts';
import { textKey } from './text-key.ts';

/** What an entry's or a task's address stands for: a span of IP addresses, or a name. */
export type Address = IpSpan | DomainName;

/** Reads an IP address, CIDR block, range `a-b`, domain name or wildcard; null when it is none of them. */
export function readAddress(text: string): Address | null {
  return readIpSpan(text) ?? readDomainName(text);
}

/** Whether traffic with any address of `asked` would meet an entry whose address is `own`. */
export function coversAddress(own: Address, asked: Address): boolean {
  if ('name' in own) return 'name' in asked && coversName(own, asked);
  return !('name' in asked) && own.first <= asked.first && asked.last <= own.last;
}

/** A text that orders an address: IPv4 by number, IPv6 by number (blocks by their first address), then all else. */
export function addressKey(address: Address | null, text: string): string {
  return address === null || 'name' in address ? `7${textKey(text)}` : address.first;
}
