import type { CodeNames, FieldReader, JsonObject } from '../decoding/fields.ts';
import { checkAddress, checkPort, checkResourceId } from '../decoding/identifiers.ts';
import { ADDRESS_TYPES, type AddressType, PROTOCOLS, type Protocol } from './codes.ts';
import { listing } from './listing.ts';

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
  readonly listId: string;
  readonly direction: Direction | null;
  readonly directionCode: number | null;
  readonly addressType: AddressType | null;
  readonly address: string | null;
  readonly protocol: Protocol | null;
  readonly protocolCode: number | null;
  readonly port: string | null;
  readonly description: string | null;
  readonly createdDate: string | null;
  readonly modifiedDate: string | null;
}

export const DIRECTIONS: CodeNames<Direction> = new Map([
  [0, 'SOURCE'],
  [1, 'DESTINATION'],
]);

/** Decodes one row. */
function readListEntry(row: JsonObject, fields: FieldReader, query: ListEntryQuery): ListEntryRecord {
  return {
    objectId: query.objectId,
    listType: query.listType,
    listId: fields.id(row.list_id, 'list_id'),
    direction: fields.code(row.direction, 'direction', DIRECTIONS),
    directionCode: fields.codeNumber(row.direction),
    addressType: fields.code(row.address_type, 'address_type', ADDRESS_TYPES),
    address: fields.text(row.address, 'address'),
    protocol: fields.code(row.protocol, 'protocol', PROTOCOLS),
    protocolCode: fields.codeNumber(row.protocol),
    port: fields.text(row.port, 'port'),
    description: fields.text(row.description, 'description'),
    createdDate: fields.date(row.created_date, 'created_date'),
    modifiedDate: fields.date(row.modified_date, 'modified_date'),
  };
}

/** GET /v1/{project_id}/black-white-lists (the same document). */
export const listEntries = listing<ListEntryQuery, ListEntryRecord>({
  name: 'listEntries',
  operation: 'ListBlackWhiteLists',
  method: 'GET',
  path: 'black-white-lists',
  parameters: {
    objectId: { wire: 'object_id', check: checkResourceId },
    listType: { wire: 'list_type', codes: { BLACKLIST: 4, WHITELIST: 5 } },
    addressType: { wire: 'address_type', codes: { IPV4: 0, IPV6: 1, DOMAIN: 2 } },
    // CFW finds a block only by its address (cfw-api 1.2), so the mask is not sent.
    address: { wire: 'address', check: checkAddress, write: (address) => address.split('/', 1)[0]! },
    port: { wire: 'port', check: checkPort },
    firewallId: { wire: 'fw_instance_id', check: checkResourceId, routes: true },
    enterpriseProjectId: { wire: 'enterprise_project_id', check: checkResourceId, routes: true },
  },
  maxRows: 2_000,
  key: ['objectId', 'listType', 'listId'],
  readRow: readListEntry,
});
