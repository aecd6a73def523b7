import type { Write } from '../calls/writer.ts';
import type { AddressType, Protocol } from '../resources/codes.ts';
import type { Direction, ListType } from '../resources/list-entry.ts';
import { percentEncode } from '../wire/canonical-query.ts';
import { ADDRESS_TYPE_CODES, DIRECTION_CODES, LIST_TYPE_CODES, PROTOCOL_CODES } from './wire-codes.ts';
import { type Route, routeParameters, writeOf } from './write-request.ts';

/** Which list of which protected object is written to. */
export interface EntryPlace extends Route {
  readonly objectId: string;
  readonly listType: ListType;
}

/** What an entry says (cfw-more, section 3). */
export interface EntryFields {
  readonly address: string;
  readonly addressType: AddressType;
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** Undefined for a protocol without ports. */
  readonly port: string | undefined;
  /** Undefined where there is none to be made. */
  readonly description: string | undefined;
}

/** POST /v1/{project_id}/black-white-list: one entry. */
export function createListEntry(place: EntryPlace, entry: EntryFields): Write {
  const body = { ...placeOnWire(place), ...onWire(entry) };
  return writeOf('AddBlackWhiteList', 'POST', 'black-white-list', routeParameters(place), body);
}

/** POST /v1/{project_id}/black-white-lists: many entries. It takes no parameters in its query. */
export function createListEntries(place: EntryPlace, entries: readonly EntryFields[]): Write {
  const body = { ...placeOnWire(place), list_items: entries.map(onWire) };
  return writeOf('BatchCreateBlackWhiteList', 'POST', 'black-white-lists', {}, body);
}

/** PUT /v1/{project_id}/black-white-list/{list_id}. All fields are sent: what CFW does with one left out, nobody says. */
export function updateListEntry(place: EntryPlace, listId: string, entry: EntryFields): Write {
  const body = { ...onWire(entry), description: entry.description ?? '' };
  return writeOf('UpdateBlackWhiteList', 'PUT', pathOf(listId), routeParameters(place), body);
}

/** DELETE /v1/{project_id}/black-white-list/{list_id}. */
export function deleteListEntry(place: EntryPlace, listId: string): Write {
  return writeOf('DeleteBlackWhiteList', 'DELETE', pathOf(listId), routeParameters(place));
}

/** DELETE /v1/{project_id}/black-white-list with a body: many entries. It takes no parameters in its query. */
export function deleteListEntries(place: EntryPlace, listIds: readonly string[]): Write {
  const body = { ...placeOnWire(place), list_ids: listIds };
  return writeOf('BatchDeleteBlackWhiteLists', 'DELETE', 'black-white-list', {}, body);
}

function pathOf(listId: string): string {
  return `black-white-list/${percentEncode(listId)}`;
}

function placeOnWire({ objectId, listType }: EntryPlace) {
  return { object_id: objectId, list_type: LIST_TYPE_CODES[listType] };
}

/** JSON leaves out what is undefined, as the vendor's provider leaves out the port of a protocol without ports. */
function onWire({ address, addressType, direction, protocol, port, description }: EntryFields) {
  return {
    direction: DIRECTION_CODES.get(direction),
    address_type: ADDRESS_TYPE_CODES.get(addressType),
    address,
    protocol: PROTOCOL_CODES.get(protocol),
    port,
    description,
  };
}
