import { listEntries } from '../../cfw/resources/list-entry.ts';
import { readBatchDelete } from '../../cfw/writes/batch-answers.ts';
import { deleteListEntries as deleteMany, deleteListEntry as deleteOne } from '../../cfw/writes/list-entry-writes.ts';
import { readFresh } from '../fresh-list.ts';
import { type ListInput, reviewListIds } from '../input/list-entry-input.ts';
import { type ItemResult, plain } from '../item-result.ts';
import { remove } from '../removal.ts';
import { listPlace } from '../targets.ts';
import type { WriteScope } from '../write-scope.ts';

export interface DeleteListEntriesInput extends ListInput {
  readonly listIds: readonly string[];
}

/**
 * Takes entries off a list.
 *
 * @returns what became of each, by id
 * @throws InputFaults, CfwError when there is no effect
 */
export async function deleteListEntries(
  scope: WriteScope,
  input: DeleteListEntriesInput,
): Promise<ReadonlyMap<string, ItemResult>> {
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

async function removeEntries(scope: WriteScope, input: DeleteListEntriesInput, ids: readonly string[]) {
  const place = listPlace(input);
  const look = async () => new Set((await readFresh(scope, listEntries, place)).rows.keys());
  const { rows: listed } = await readFresh(scope, listEntries, place, {
    isOver: (rows) => ids.every((id) => rows.has(id)),
  });
  const there = ids.filter((id) => listed.has(id));
  const results = new Map(ids.filter((id) => !listed.has(id)).map((id) => [id, plain('ABSENT')]));
  if (there.length === 0) return results;
  const removal = {
    // Every site has the call for one; and a body of a DELETE is lost in some proxies.
    write: (batch: readonly string[]) => (batch.length === 1 ? deleteOne(place, batch[0]!) : deleteMany(place, batch)),
    hasSingle: true,
    deletedBy: readBatchDelete,
    look,
  };
  return new Map<string, ItemResult>([...results, ...(await remove(scope, removal, there))]);
}
