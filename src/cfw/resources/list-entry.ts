import type { Listing } from '../calls/page-reader.ts';
import type { CodeNames, FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkAddress, checkPort, checkResourceId } from '../decoding/identifiers.ts';
import { canonicalQuery } from '../wire/canonical-query.ts';
import type { Range, UpstreamRequest } from '../wire/request.ts';
import { ADDRESS_TYPES, type AddressType, PROTOCOLS, type Protocol } from './codes.ts';

export type ListType = 'BLACKLIST' | 'WHITELIST';
export type Direction = 'SOURCE' | 'DESTINATION' | 'UNKNOWN';

/** Which entries: one list of one protected object (seed "Querying a Blacklist or Whitelist", Table 2). */
export interface ListEntryQuery {
  readonly objectId: string;
  readonly listType: ListType;
  readonly addressType?: 'IPV4' | 'IPV6' | 'DOMAIN' | undefined;
  /** An address, a CIDR block or a domain. CFW finds a block only by its address, so the mask is not sent. */
  readonly address?: string | undefined;
  readonly port?: string | undefined;
  readonly firewallId?: string | undefined;
  readonly enterpriseProjectId?: string | undefined;
}

/** An entry of a blacklist or whitelist (same seed, Table 6; cfw-api 1.2). Dates are RFC 3339 in UTC. */
export interface ListEntryRecord {
  /** Of the query: CFW's rows do not carry it. */
  readonly objectId: string;
  /** Of the query: CFW's rows do not carry it. */
  readonly listType: ListType;
  readonly listId: string | null;
  readonly direction: Direction | null;
  readonly addressType: AddressType | null;
  readonly address: string | null;
  readonly protocol: Protocol | null;
  readonly port: string | null;
  readonly description: string | null;
  readonly createdDate: string | null;
  readonly modifiedDate: string | null;
}

const LIST_TYPE_CODES = { BLACKLIST: 4, WHITELIST: 5 };
const ADDRESS_TYPE_CODES = { IPV4: 0, IPV6: 1, DOMAIN: 2 };
const DIRECTIONS: CodeNames<Direction> = new Map([
  [0, 'SOURCE'],
  [1, 'DESTINATION'],
]);

/** GET /v1/{project_id}/black-white-lists. Throws BAD_USER_INPUT for a value that must not go on the wire. */
function listEntryRequest(projectId: string, query: ListEntryQuery, range: Range): UpstreamRequest {
  const { objectId, listType, addressType, address, port, firewallId, enterpriseProjectId } = query;
  checkResourceId('objectId', objectId);
  if (address !== undefined) checkAddress(address);
  if (port !== undefined) checkPort(port);
  if (firewallId !== undefined) checkResourceId('firewallId', firewallId);
  if (enterpriseProjectId !== undefined) checkResourceId('enterpriseProjectId', enterpriseProjectId);
  return {
    method: 'GET',
    path: `/v1/${projectId}/black-white-lists`,
    query: canonicalQuery({
      object_id: objectId,
      list_type: LIST_TYPE_CODES[listType],
      address_type: addressType === undefined ? undefined : ADDRESS_TYPE_CODES[addressType],
      address: address?.split('/', 1)[0],
      port,
      fw_instance_id: firewallId,
      enterprise_project_id: enterpriseProjectId,
      limit: range.limit,
      offset: range.offset,
    }),
    body: undefined,
  };
}

/** Decodes one row. */
function readListEntry(row: JsonObject, fields: FieldReader, query: ListEntryQuery): ListEntryRecord {
  return {
    objectId: query.objectId,
    listType: query.listType,
    listId: fields.text(row.list_id, 'list_id'),
    direction: fields.code(row.direction, 'direction', DIRECTIONS),
    addressType: fields.code(row.address_type, 'address_type', ADDRESS_TYPES),
    address: fields.text(row.address, 'address'),
    protocol: fields.code(row.protocol, 'protocol', PROTOCOLS),
    port: fields.text(row.port, 'port'),
    description: fields.text(row.description, 'description'),
    createdDate: fields.anyDate(row.created_date, 'created_date'),
    modifiedDate: fields.anyDate(row.modified_date, 'modified_date'),
  };
}

export const listEntries: Listing<ListEntryQuery, ListEntryRecord> = {
  operation: 'ListBlackWhiteLists',
  toRequest: listEntryRequest,
  readRow: readListEntry,
};
