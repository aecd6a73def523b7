import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../operations/call.ts';
import { entriesOf } from '../operations/entry-count.ts';
import { Refusal, refuseCfw } from '../refusals/errors.ts';
import type { Row } from '../rows/row-list.ts';
import { type Fields, fieldsOf, idsField, objectsField } from './body.ts';
import { putEntries } from './entries.ts';
import { namedPlace } from './entry-place.ts';
import { BATCH_PROTOCOLS, entryRequest, identitiesOf, identityOf } from './entry-request.ts';
import type { Plan, Write } from './write.ts';

/**
 * POST /v1/{project_id}/black-white-lists: many entries. 200 also when every item failed; the answer repeats the
 * items as they were sent, without ids and without reasons.
 */
function planCreate(call: Call): Plan {
  const fields = fieldsOf(call.body);
  const { list, firewallId, objectId, listType } = namedPlace(call, fields);
  const { behaviour } = call.world;
  let room = behaviour.mostEntries - entriesOf(call.world, firewallId, listType);
  const known = identitiesOf(list, behaviour);
  const taken: { id: string; entry: Row }[] = [];
  const success: Fields[] = [];
  const failed: Fields[] = [];
  const duplicated: Fields[] = [];
  for (const [index, item] of objectsField(fields, 'list_items').entries()) {
    const entry = fails(behaviour, index, item.address) ? undefined : checked(item, behaviour);
    if (!entry) failed.push(item);
    else if (known.has(identityOf(entry, behaviour))) duplicated.push(item);
    else if (room <= 0) failed.push(item);
    else {
      room -= 1;
      known.add(identityOf(entry, behaviour));
      taken.push({ id: list.newId(), entry });
      success.push(item);
    }
  }
  return {
    data: { success_list: success, failed_list: failed, duplicated_list: duplicated },
    firewallId,
    objectId,
    carryOut: (at) => putEntries(list, taken, behaviour, at),
  };
}

/** DELETE /v1/{project_id}/black-white-list with a JSON body. The answer has the ids that are (to be) deleted. */
function planDelete(call: Call): Plan {
  const fields = fieldsOf(call.body);
  const { list, firewallId, objectId } = namedPlace(call, fields);
  const { behaviour } = call.world;
  const asked = idsField(fields, 'list_ids');
  const there = asked.filter((id) => list.has(id));
  if (there.length === 0 || (there.length < asked.length && behaviour.unknownInBatch === 'refused')) {
    throw refuseCfw('CFW.00200005', 'object not exist');
  }
  const ids = there.filter((id, index) => !fails(behaviour, index, list.get(id)?.value.address));
  return {
    data: ids,
    firewallId,
    objectId,
    delayMs: behaviour.deleteMs,
    carryOut: () => ids.filter((id) => list.remove(id)),
  };
}

function checked(item: Fields, behaviour: Behaviour): Row | undefined {
  try {
    return entryRequest(item, behaviour, BATCH_PROTOCOLS);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Whether an item fails for no fault of its own. */
function fails({ batchFailsEvery: every, batchFailsAddress: text }: Behaviour, index: number, address: unknown) {
  return (every > 0 && (index + 1) % every === 0) || (text !== '' && String(address).includes(text));
}

export const BATCH_WRITES: readonly Write[] = [
  {
    operation: 'BatchCreateBlackWhiteList',
    method: 'POST',
    path: 'black-white-lists',
    action: 'cfw:blackWhite:create',
    plan: planCreate,
  },
  {
    operation: 'BatchDeleteBlackWhiteLists',
    method: 'DELETE',
    path: 'black-white-list',
    action: 'cfw:blackWhite:delete',
    plan: planDelete,
  },
];
