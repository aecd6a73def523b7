import { LIST_TYPES } from '../known.ts';
import { OBJECT } from '../lists/list.ts';
import { listEntries } from '../lists/list-entries.ts';
import type { Call } from '../operations/call.ts';
import { knownFirewall, mustRun } from '../operations/running.ts';
import { refuseCfw } from '../refusals/errors.ts';
import type { RowList } from '../rows/row-list.ts';
import { type Fields, integerFieldAmong, textField } from './body.ts';

/** One list of one object, as a write sees it. */
export interface EntryPlace {
  readonly firewallId: string;
  readonly objectId: string;
  readonly listType: number;
  readonly list: RowList;
}

/** The list that a body names by `object_id` and `list_type`. */
export function namedPlace(call: Call, fields: Fields): EntryPlace {
  const objectId = textField(fields, OBJECT.parameter);
  const listType = integerFieldAmong(fields, 'list_type', Object.values(LIST_TYPES));
  return placeOf(call, objectId, listType);
}

/** The list that holds the entry of the path's `list_id`. */
export function placeOfEntry(call: Call, listId: string): EntryPlace {
  const found = call.world.find(listEntries, listId);
  if (!found) throw refuseCfw('CFW.00200005', 'object not exist');
  return placeOf(call, found.parentId, found.variant);
}

function placeOf({ world, query }: Call, objectId: string, listType: number): EntryPlace {
  const firewallId = query.get('fw_instance_id');
  if (firewallId) knownFirewall(world, firewallId);
  const owner = world.ownerOf(OBJECT, objectId);
  const list = world.list(listEntries, objectId, listType);
  if (!owner || !list) throw refuseCfw(...OBJECT.missing);
  if (firewallId && owner.id !== firewallId) throw refuseCfw(...OBJECT.foreign);
  mustRun(owner);
  return { firewallId: owner.id, objectId, listType, list };
}
