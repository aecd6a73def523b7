import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../operations/call.ts';
import { entriesOf } from '../operations/entry-count.ts';
import { refuseCfw } from '../refusals/errors.ts';
import { cfwDate } from '../rows/draw.ts';
import type { Row, RowList } from '../rows/row-list.ts';
import { fieldsOf } from './body.ts';
import { namedPlace, placeOfEntry } from './entry-place.ts';
import { entryRequest, identitiesOf, identityOf } from './entry-request.ts';
import type { Plan, Write } from './write.ts';

/** POST /v1/{project_id}/black-white-list: one entry. Its answer names the new entry, and its address as the name. */
function planCreate(call: Call): Plan {
  const fields = fieldsOf(call.body);
  const { list, ...place } = namedPlace(call, fields);
  const { behaviour } = call.world;
  const entry = entryRequest(fields, behaviour);
  if (identitiesOf(list, behaviour).has(identityOf(entry, behaviour))) throw refuseDuplicate();
  if (entriesOf(call.world, place.firewallId, place.listType) >= behaviour.mostEntries) {
    throw refuseCfw('CFW.00400013', 'black or white list exceeds the quota');
  }
  const id = list.newId();
  return {
    data: { id, name: entry.address },
    firewallId: place.firewallId,
    objectId: place.objectId,
    carryOut: (at) => putEntries(list, [{ id, entry }], behaviour, at),
  };
}

/**
 * PUT /v1/{project_id}/black-white-list/{list_id}. `address` is mandatory; the rest is a partial update on paper. Of
 * a port that goes with its protocol TF has seen that it is empty afterwards.
 */
function planChange(call: Call): Plan {
  const listId = call.params.list_id ?? '';
  const { list, ...place } = placeOfEntry(call, listId);
  const before = list.get(listId)?.value ?? {};
  const { behaviour } = call.world;
  const given = fieldsOf(call.body);
  const rest = behaviour.changeWithoutField === 'keeps' ? before : { ...before, port: '', description: '' };
  const port = given.protocol === undefined || given.protocol === before.protocol ? rest.port : '';
  const entry = entryRequest({ ...rest, port, ...given, address: given.address }, behaviour);
  if (identitiesOf(list, behaviour, listId).has(identityOf(entry, behaviour))) throw refuseDuplicate();
  const id = behaviour.changeId === 'kept' ? listId : list.newId();
  return {
    data: { id, name: entry.address },
    firewallId: place.firewallId,
    objectId: place.objectId,
    carryOut: (at) => (list.change(listId, { ...entry, list_id: id, modified_date: cfwDate(at) }) ? [id] : []),
  };
}

/** DELETE /v1/{project_id}/black-white-list/{list_id}. */
function planDelete(call: Call): Plan {
  const listId = call.params.list_id ?? '';
  const { list, ...place } = placeOfEntry(call, listId);
  return {
    data: { id: listId },
    firewallId: place.firewallId,
    objectId: place.objectId,
    delayMs: call.world.behaviour.deleteMs,
    carryOut: () => (list.remove(listId) ? [listId] : []),
  };
}

/** Puts entries into their list and returns their ids. One that has become a duplicate meanwhile is left out. */
export function putEntries(
  list: RowList,
  entries: readonly { readonly id: string; readonly entry: Row }[],
  behaviour: Behaviour,
  at: number,
): string[] {
  const date = cfwDate(at);
  const known = identitiesOf(list, behaviour);
  const fresh = entries.filter(({ entry }) => !known.has(identityOf(entry, behaviour)));
  const rows = fresh.map(({ id, entry }) => ({ ...entry, created_date: date, modified_date: date, list_id: id }));
  return list.insert(behaviour.newRows === 'first' ? 0 : Number.POSITIVE_INFINITY, rows).map(String);
}

function refuseDuplicate() {
  return refuseCfw('CFW.00400011', 'black or white list already exists');
}

export const ENTRY_WRITES: readonly Write[] = [
  {
    operation: 'AddBlackWhiteList',
    method: 'POST',
    path: 'black-white-list',
    action: 'cfw:blackWhite:create',
    plan: planCreate,
  },
  {
    operation: 'UpdateBlackWhiteList',
    method: 'PUT',
    path: 'black-white-list/{list_id}',
    action: 'cfw:blackWhite:put',
    plan: planChange,
  },
  {
    operation: 'DeleteBlackWhiteList',
    method: 'DELETE',
    path: 'black-white-list/{list_id}',
    action: 'cfw:blackWhite:delete',
    plan: planDelete,
  },
];
