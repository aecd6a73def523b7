import type { ListEntryRecord } from '../../../cfw/resources/list-entry.ts';
import { addressOrder, momentOrder, number } from '../../../find/columns.ts';
import { dateRange, matchingAddress, matchingPort, oneOf, search } from '../../../find/filter.ts';
import { DateTimeRange, findableType } from '../../relay/findable-type.ts';
import { AddressTypeEnum, DirectionEnum, ProtocolEnum } from '../enums.ts';

/** What lists of blacklist and whitelist entries can be asked. */
export const listEntryFind = findableType<ListEntryRecord>(
  'ListEntry',
  {
    search: {
      type: 'String',
      filter: search('address', 'description'),
      description: 'A part of the address or the description, without regard to case.',
    },
    matchingAddress: {
      type: 'String',
      filter: matchingAddress('address'),
      description:
        'An IP address, a CIDR block or a domain name: entries that traffic with it would meet. Their address is the same, or a network or a wildcard such as `*.example.com` that holds all of it.',
    },
    matchingPort: {
      type: 'Int',
      filter: matchingPort('port'),
      description: 'A port: entries whose port, range or list of ports holds it, or that name none.',
    },
    directions: { type: [DirectionEnum], filter: oneOf('direction'), description: 'Any of these.' },
    protocols: { type: [ProtocolEnum], filter: oneOf('protocol'), description: 'Any of these.' },
    addressTypes: { type: [AddressTypeEnum], filter: oneOf('addressType'), description: 'Any of these.' },
    createdDate: { type: DateTimeRange, filter: dateRange('createdDate'), description: 'Made in this span.' },
  },
  {
    ADDRESS: {
      by: addressOrder('address'),
      description: 'IPv4 by number, then IPv6 by number, networks by their first address; then names.',
    },
    PROTOCOL: { by: number('protocolCode'), description: "By CFW's code of the protocol." },
    DIRECTION: { by: number('directionCode'), description: "By CFW's code of the direction." },
    CREATED_DATE: { by: momentOrder('createdDate'), description: 'By when the entry was made.' },
    MODIFIED_DATE: { by: momentOrder('modifiedDate'), description: 'By when the entry last changed.' },
  },
);
