import type { Write } from '../cfw/client.ts';
import { isRefusedByCfw } from '../cfw/decoding/error-codes.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import { isNoSuchCall } from '../cfw/writes/entry-refusals.ts';
import { deliver, type Sent } from './delivery.ts';
import { BATCH_SIZE, failed, type ItemResult, plain } from './item-result.ts';
import { watch } from './watch.ts';
import type { WriteScope } from './write-scope.ts';

/** How rows of one kind are deleted. */
export interface Removal {
  /** The call that deletes these, at most `BATCH_SIZE` of them. */
  write(ids: readonly string[]): Write;
  /** Whether there is a call for one, which is taken for each when the batch is not to be had. */
  readonly hasSingle: boolean;
  /** The ids that CFW says it deleted; null when its answer does not say. */
  deletedBy(body: string): readonly string[] | null;
  /** The ids that the list has now, or those of them that matter. */
  look(): Promise<ReadonlySet<string>>;
}

/** How often a batch is made anew of what is left, when something in it was deleted by others meanwhile. */
const MAX_ROUNDS = 3;

const NOT_SAID: ItemResult = {
  outcome: 'FAILED',
  code: 'FAILED_PRECONDITION',
  message: 'CFW did not delete it, and gives no reason in a batch. Try again with this one alone.',
};

/**
 * Deletes rows that are there, and looks until they are gone.
 *
 * @param there the ids; each was in the list just now
 * @throws CfwError when CFW refused them all, for one reason
 */
export async function remove(
  scope: WriteScope,
  removal: Removal,
  there: readonly string[],
): Promise<Map<string, ItemResult>> {
  const sent = new Batches(scope, removal);
  for (let at = 0; at < there.length; at += BATCH_SIZE) await sent.add(there.slice(at, at + BATCH_SIZE));
  const { results, taken, doubtful, unsaid } = sent;
  if (taken.size + doubtful.size + unsaid.size === 0 && sent.refusal !== null && results.size === sent.refused) {
    throw sent.refusal;
  }
  const sought = [...taken, ...doubtful];
  const { view } = await watch(scope, doubtful.size === 0, async () => {
    const listed = await removal.look();
    return { view: listed, there: !sought.some((id) => listed.has(id)) };
  });
  const isListed = (id: string) => view?.has(id) ?? true;
  for (const id of taken) results.set(id, plain(isListed(id) ? 'PENDING' : 'DELETED'));
  for (const id of doubtful) results.set(id, plain(isListed(id) ? 'UNKNOWN' : 'DELETED'));
  for (const id of unsaid) results.set(id, isListed(id) ? NOT_SAID : plain('DELETED'));
  return results;
}

/** Batches of a removal, sent one after the other. */
class Batches {
  readonly results = new Map<string, ItemResult>();
  /** What CFW says it deleted, or was to delete when the answer was lost, or left out of its answer. */
  readonly taken = new Set<string>();
  readonly doubtful = new Set<string>();
  readonly unsaid = new Set<string>();
  /** The first error with which CFW refused a batch, and how many it refused in all. */
  refusal: CfwError | null = null;
  refused = 0;
  readonly #scope: WriteScope;
  readonly #removal: Removal;

  constructor(scope: WriteScope, removal: Removal) {
    this.#scope = scope;
    this.#removal = removal;
  }

  async add(ids: readonly string[]): Promise<void> {
    let open = ids;
    for (let round = 1; open.length > 0; round++) {
      try {
        return this.#sent(open, await deliver(this.#scope, this.#removal.write(open), true));
      } catch (error) {
        if (!(error instanceof CfwError)) throw error;
        if (open.length > 1 && this.#removal.hasSingle && isNoBatch(error)) return this.#singly(open);
        const left = round < MAX_ROUNDS && isRefusedByCfw(error) ? await this.#left(open) : open;
        if (left.length === open.length) return this.#refuse(open, error);
        for (const id of open) if (!left.includes(id)) this.results.set(id, plain('ABSENT'));
        open = left;
      }
    }
  }

  #sent(ids: readonly string[], { answer }: Sent): void {
    const said = answer === null ? null : this.#removal.deletedBy(answer.body);
    for (const id of ids) {
      if (answer === null) this.doubtful.add(id);
      else if (said === null || said.includes(id)) this.taken.add(id);
      else this.unsaid.add(id);
    }
  }

  async #singly(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.add([id]);
  }

  #refuse(ids: readonly string[], error: CfwError): void {
    this.refusal ??= error;
    this.refused += ids.length;
    for (const id of ids) this.results.set(id, failed(error));
  }

  /** Of some ids those that are still there: CFW may refuse a batch with one that is not. */
  async #left(ids: readonly string[]): Promise<readonly string[]> {
    const listed = await this.#removal.look();
    return ids.filter((id) => listed.has(id));
  }
}

/**
 * Whether an error says that there is no batch: the site does not have the call, or CFW misses what the body says, since
 * some proxies drop the body of a DELETE (cfw-more, section 3).
 */
function isNoBatch(error: CfwError): boolean {
  return isNoSuchCall(error) || error.code === 'BAD_USER_INPUT';
}
