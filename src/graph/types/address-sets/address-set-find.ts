import type { AddressSetRecord } from '../../../cfw/resources/address-set.ts';
import type { AddressSetMemberRecord } from '../../../cfw/resources/address-set-member.ts';
import { addressOrder, number, textOrder } from '../../../find/columns.ts';
import { matchingAddress, oneOf, search } from '../../../find/filter.ts';
import { findableType } from '../../relay/findable-type.ts';
import { AddressTypeEnum } from '../enums.ts';

/** What lists of address sets can be asked. */
export const addressSetFind = findableType<AddressSetRecord>(
  'AddressSet',
  {
    search: {
      type: 'String',
      filter: search('name', 'description'),
      description: 'A part of the name or the description, without regard to case.',
    },
    addressTypes: { type: [AddressTypeEnum], filter: oneOf('addressType'), description: 'Any of these.' },
  },
  {
    NAME: { by: textOrder('name'), description: 'By name, without regard to case; `set 9` is before `set 10`.' },
    REF_COUNT: { by: number('refCount'), description: 'By how many rules refer to the set.' },
  },
);

/** What lists of the members of an address set can be asked. */
export const addressSetMemberFind = findableType<AddressSetMemberRecord>(
  'AddressSetMember',
  {
    search: {
      type: 'String',
      filter: search('address', 'name', 'description'),
      description: 'A part of the address, the name or the description, without regard to case.',
    },
    matchingAddress: {
      type: 'String',
      filter: matchingAddress('address'),
      description:
        'An IP address or a CIDR block: members that are the same, or a network or a range that holds all of it.',
    },
    addressTypes: { type: [AddressTypeEnum], filter: oneOf('addressType'), description: 'Any of these.' },
  },
  {
    ADDRESS: {
      by: addressOrder('address'),
      description: 'IPv4 by number, then IPv6 by number, networks and ranges by their first address; then names.',
    },
  },
);
