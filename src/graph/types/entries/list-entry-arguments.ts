import type { ArgBuilder } from '@pothos/core';
import type { ListType } from '../../../cfw/resources/list-entry.ts';
import type { SchemaTypes } from '../../builder/builder.ts';
import { badUserInput } from '../../builder/errors.ts';
import { pageArguments } from '../../relay/connection.ts';
import { AddressTypeEnum, ListTypeEnum } from '../enums.ts';
import { listEntryFind } from './list-entry-find.ts';

/** What every field with a list of entries can be asked. */
export function filterArguments(t: ArgBuilder<SchemaTypes>) {
  return {
    listType: t({
      type: ListTypeEnum,
      required: true,
      description: 'Which list: one call of CFW returns one of the two.',
    }),
    addressType: t({ type: AddressTypeEnum, description: 'Only addresses of this kind.' }),
    address: t.string({
      description:
        "Only entries whose address CFW finds by this one. CFW's match is loose, and a mask such as `/24` is not part of it.",
    }),
    port: t.string({ description: 'Only entries with this port, as CFW compares it.' }),
    ...listEntryFind.arguments(t),
    ...pageArguments(t),
  };
}

/** Where a list of entries is. */
interface Place {
  readonly objectId: string;
  readonly firewallId?: string | null | undefined;
  readonly enterpriseProjectId?: string | null | undefined;
}

/** Which of its lists, and what CFW filters by. */
interface Filters {
  readonly listType: ListType;
  readonly addressType?: 'IPV4' | 'IPV6' | 'DOMAIN' | 'UNKNOWN' | null | undefined;
  readonly address?: string | null | undefined;
  readonly port?: string | null | undefined;
}

/**
 * Which entries CFW is asked for.
 *
 * @throws a caller's error on `UNKNOWN`, which CFW has no name for
 */
export function queryOf(place: Place, { listType, addressType, address, port }: Filters) {
  const { objectId, firewallId, enterpriseProjectId } = place;
  if (addressType === 'UNKNOWN') {
    throw badUserInput(
      'addressType',
      '`addressType` must be IPV4, IPV6 or DOMAIN: CFW cannot filter by a kind it does not name.',
    );
  }
  return { objectId, firewallId, enterpriseProjectId, listType, addressType, address, port };
}
