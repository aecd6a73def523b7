import type { CodeNames } from '../decoding/fields.ts';

export type AddressType = 'IPV4' | 'IPV6' | 'DOMAIN' | 'UNKNOWN';
export type Protocol = 'TCP' | 'UDP' | 'ICMP' | 'ICMPV6' | 'ANY' | 'UNKNOWN';

/** `address_type` of entries and tasks (seed "Querying a Blacklist or Whitelist", Table 2; 2 is not in newer editions). */
export const ADDRESS_TYPES: CodeNames<AddressType> = new Map([
  [0, 'IPV4'],
  [1, 'IPV6'],
  [2, 'DOMAIN'],
]);

/** `protocol` (seed "Querying a Packet Capture Task", Table 6). */
export const PROTOCOLS: CodeNames<Protocol> = new Map([
  [6, 'TCP'],
  [17, 'UDP'],
  [1, 'ICMP'],
  [58, 'ICMPV6'],
  [-1, 'ANY'],
]);
