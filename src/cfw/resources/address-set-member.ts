import type { FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkResourceId, checkSearch } from '../decoding/identifiers.ts';
import { ADDRESS_TYPES, type AddressType } from './codes.ts';
import { listing } from './listing.ts';

/** Which members: those of one address set, or those in which CFW finds a word (cfw-more 4.2). */
export interface AddressSetMemberQuery {
  readonly setId: string;
  /** CFW: `key_word`. */
  readonly search?: string | undefined;
  readonly firewallId?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
}

/** A member of an address set (cfw-more 4.2). */
export interface AddressSetMemberRecord {
  /** Of the query: CFW's rows do not carry it. */
  readonly setId: string;
  readonly itemId: string;
  /** An IP address, a CIDR block, or a range `a-b`. */
  readonly address: string | null;
  readonly addressType: AddressType | null;
  readonly name: string | null;
  readonly description: string | null;
}

/** Decodes one row. */
function readMember(row: JsonObject, fields: FieldReader, query: AddressSetMemberQuery): AddressSetMemberRecord {
  return {
    setId: query.setId,
    itemId: fields.id(row.item_id, 'item_id'),
    address: fields.text(row.address, 'address'),
    addressType: fields.code(row.address_type, 'address_type', ADDRESS_TYPES),
    name: fields.text(row.name, 'name'),
    description: fields.text(row.description, 'description'),
  };
}

/** GET /v1/{project_id}/address-items (cfw-more 4.2). */
export const addressSetMembers = listing<AddressSetMemberQuery, AddressSetMemberRecord>({
  name: 'addressSetMembers',
  operation: 'ListAddressItems',
  method: 'GET',
  path: 'address-items',
  parameters: {
    setId: { wire: 'set_id', check: checkResourceId },
    search: { wire: 'key_word', check: checkSearch },
    firewallId: { wire: 'fw_instance_id', check: checkResourceId, routes: true },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId, routes: true },
  },
  maxRows: 640,
  key: ['setId', 'itemId'],
  readRow: readMember,
});
