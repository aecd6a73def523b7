import { builder } from '../builder/builder.ts';

/** The value of every enum for a code that no document names. */
export const UNKNOWN = { description: 'A code of CFW that this gateway does not know.' };

export const ListTypeEnum = builder.enumType('ListType', {
  description: 'Which of the two lists of a protected object ("Querying a Blacklist or Whitelist", Table 2).',
  values: {
    BLACKLIST: { description: 'Traffic that is blocked (CFW code 4).' },
    WHITELIST: { description: 'Traffic that is let through (CFW code 5).' },
  } as const,
});

export const AddressTypeEnum = builder.enumType('AddressType', {
  description: 'The kind of an address.',
  values: {
    IPV4: { description: 'An IPv4 address, range or CIDR block (CFW code 0).' },
    IPV6: { description: 'An IPv6 address, range or CIDR block (CFW code 1).' },
    DOMAIN: { description: 'A domain name (CFW code 2).' },
    UNKNOWN,
  } as const,
});

export const ProtocolEnum = builder.enumType('Protocol', {
  description: 'A network protocol.',
  values: {
    TCP: { description: 'TCP (CFW code 6).' },
    UDP: { description: 'UDP (CFW code 17).' },
    ICMP: { description: 'ICMP (CFW code 1).' },
    ICMPV6: { description: 'ICMPv6 (CFW code 58).' },
    ANY: { description: 'Any protocol (CFW code -1).' },
    UNKNOWN,
  } as const,
});

export const DirectionEnum = builder.enumType('Direction', {
  description: 'Which end of a connection an address is compared with ("Querying a Blacklist or Whitelist", Table 6).',
  values: {
    SOURCE: { description: 'The source address (CFW code 0).' },
    DESTINATION: { description: 'The destination address (CFW code 1).' },
    UNKNOWN,
  } as const,
});

export const CaptureTaskStatusEnum = builder.enumType('CaptureTaskStatus', {
  description: 'The state of a packet capture task ("Querying a Packet Capture Task", Table 6).',
  values: {
    ABNORMAL: {
      description: 'Failed; the result may be missing in part or in whole (CFW code 0, not in the document).',
    },
    SUCCESSFUL: { description: 'Completed (CFW code 1).' },
    RUNNING: { description: 'Capturing (CFW code 2).' },
    STOPPED: { description: 'Stopped before its time (CFW code 4).' },
    ENDING: { description: 'Being stopped (CFW code 5).' },
    UNKNOWN,
  } as const,
});
