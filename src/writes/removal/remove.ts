import { BATCH_SIZE, type ItemResult, plain } from '../item-result.ts';
import { watch } from '../watch.ts';
import type { WriteScope } from '../write-scope.ts';
import { Batches, type Removal } from './batches.ts';

const NOT_SAID: ItemResult = {
  outcome: 'FAILED',
  code: 'FAILED_PRECONDITION',
  message: 'CFW did not delete it, and gives no reason in a batch. Try again with this one alone.',
};

/**
 * Deletes rows, and looks until they are gone.
 *
 * @throws CfwError when CFW refused them all, for one reason
 */
export async function remove(
  scope: WriteScope,
  removal: Removal,
  ids: readonly string[],
): Promise<Map<string, ItemResult>> {
  const sent = new Batches(scope, removal);
  for (let at = 0; at < ids.length; at += BATCH_SIZE) await sent.add(ids.slice(at, at + BATCH_SIZE));
  const { results, taken, doubtful, unsaid } = sent;
  const open = [...taken, ...doubtful, ...unsaid];
  if (open.length === 0) {
    if (sent.refusal !== null && results.size === sent.refused) throw sent.refusal;
    return results;
  }
  const sought = [...taken, ...doubtful];
  const { view } = await watch(scope, doubtful.size === 0, async () => {
    const listed = await removal.look(open);
    return { view: listed, there: !sought.some((id) => listed.has(id)) };
  });
  const isListed = (id: string) => view?.has(id) ?? true;
  for (const id of taken) results.set(id, plain(isListed(id) ? 'PENDING' : 'DELETED'));
  for (const id of doubtful) results.set(id, plain(isListed(id) ? 'UNKNOWN' : 'DELETED'));
  for (const id of unsaid) {
    results.set(id, isListed(id) ? NOT_SAID : plain(removal.unseen.has(id) ? 'ABSENT' : 'DELETED'));
  }
  return results;
}
