import { listEntries } from '../../cfw/resources/list-entry.ts';
import { readBatchDelete } from '../../cfw/writes/batch-answers.ts';
import { deleteListEntries as deleteMany, deleteListEntry as deleteOne } from '../../cfw/writes/list-entry-writes.ts';
import { type ListInput, reviewListIds } from '../input/list-entry-input.ts';
import { type DeletedRow, type ItemResult, plain } from '../item-result.ts';
import { idKey } from '../own-id.ts';
import { remove } from '../removal/remove.ts';
import { listPlace } from '../targets.ts';
import type { WriteScope } from '../write-scope.ts';
import { ListHead } from './list-head.ts';

export interface DeleteListEntriesInput extends ListInput {
  readonly listIds: readonly string[];
}

/**
 * Takes entries off a list.
 *
 * @returns what became of each, by the id that the caller wrote
 * @throws InputFaults, CfwError when there is no effect
 */
export async function deleteListEntries(
  scope: WriteScope,
  input: DeleteListEntriesInput,
): Promise<ReadonlyMap<string, DeletedRow>> {
  reviewListIds(input);
  const { objectId, firewallId } = input;
  const ids = [...new Set(input.listIds)];
  return scope.carryOut(
    { operation: 'deleteListEntries', objectId, firewallId },
    listEntries.identity(listPlace(input)),
    () => removeEntries(scope, input, ids),
    (results) => ({ ids, outcomes: [...results.values()].map(({ outcome }) => outcome) }),
  );
}

async function removeEntries(
  scope: WriteScope,
  input: DeleteListEntriesInput,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeletedRow>> {
  const place = listPlace(input);
  const head = await ListHead.read(scope, place, ids);
  const ownIds = new Map(ids.map((id) => [id, head.ownId(id)]));
  const named = [...new Set([...ownIds.values()].filter((id) => id !== null))];
  const removal = {
    batch: (batch: readonly string[]) => deleteMany(place, batch),
    single: (id: string) => deleteOne(place, id),
    deletedBy: readBatchDelete,
    unseen: new Set(named.filter((id) => !head.has(id))),
    look: (some: readonly string[]) => head.listed(some),
  };
  const results = named.length === 0 ? new Map<string, ItemResult>() : await remove(scope, removal, named);
  return new Map(
    ids.map((id) => {
      const ownId = ownIds.get(id) ?? idKey(id);
      return [id, { ...(results.get(ownId) ?? plain('ABSENT')), ownId }];
    }),
  );
}
