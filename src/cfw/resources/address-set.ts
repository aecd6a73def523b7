import type { CodeNames, FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkAddress, checkResourceId, checkSearch } from '../decoding/identifiers.ts';
import { ADDRESS_TYPES, type AddressType } from './codes.ts';
import { listing } from './listing.ts';

/** Which address sets: those of one protected object, or what two filters of CFW leave of them (cfw-more 4.1). */
export interface AddressSetQuery {
  readonly objectId: string;
  /** A part of the name or the description (CFW: `key_word`). */
  readonly search?: string | undefined;
  /** The address of a member (CFW: `address`). */
  readonly memberAddress?: string | undefined;
  readonly firewallId?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
}

export type AddressSetType = 'CUSTOM' | 'WAF_BACK_TO_SOURCE' | 'DDOS_BACK_TO_SOURCE' | 'NAT64' | 'UNKNOWN';

/** A set of addresses that rules refer to (cfw-more 4.1). */
export interface AddressSetRecord {
  /** Of the query: the `object_id` of a row may be another one. */
  readonly objectId: string;
  readonly setId: string;
  readonly name: string | null;
  readonly description: string | null;
  /** How many rules refer to it. */
  readonly refCount: number | null;
  readonly addressType: AddressType | null;
  readonly addressSetType: AddressSetType | null;
  /** The firewall and the enterprise project that the list was asked for. */
  readonly askedFirewall: string | null;
  readonly askedProject: string | null;
}

const SET_TYPES: CodeNames<AddressSetType> = new Map([
  [0, 'CUSTOM'],
  [1, 'WAF_BACK_TO_SOURCE'],
  [2, 'DDOS_BACK_TO_SOURCE'],
  [3, 'NAT64'],
]);

/** Decodes one row. */
function readAddressSet(row: JsonObject, fields: FieldReader, query: AddressSetQuery): AddressSetRecord {
  return {
    objectId: query.objectId,
    setId: fields.id(row.set_id, 'set_id'),
    name: fields.text(row.name, 'name'),
    description: fields.text(row.description, 'description'),
    refCount: fields.integer(row.ref_count, 'ref_count'),
    addressType: fields.code(row.address_type, 'address_type', ADDRESS_TYPES),
    addressSetType: fields.code(row.address_set_type, 'address_set_type', SET_TYPES),
    askedFirewall: query.firewallId ?? null,
    askedProject: query.enterpriseProjectId ?? null,
  };
}

/** GET /v1/{project_id}/address-sets (cfw-more 4.1). */
export const addressSets = listing<AddressSetQuery, AddressSetRecord>({
  name: 'addressSets',
  operation: 'ListAddressSets',
  method: 'GET',
  path: 'address-sets',
  parameters: {
    objectId: { wire: 'object_id', check: checkResourceId },
    search: { wire: 'key_word', check: checkSearch },
    memberAddress: { wire: 'address', check: checkAddress },
    firewallId: { wire: 'fw_instance_id', check: checkResourceId, routes: true },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId, routes: true },
  },
  maxRows: 3_800,
  key: ['objectId', 'setId'],
  readRow: readAddressSet,
});
