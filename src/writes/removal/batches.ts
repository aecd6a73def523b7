import type { Write } from '../../cfw/client.ts';
import { isRefusedByCfw } from '../../cfw/decoding/error-codes.ts';
import { CfwError } from '../../cfw/decoding/errors.ts';
import { isNoSuchCall } from '../../cfw/writes/entry-refusals.ts';
import { deliver, type Sent } from '../delivery.ts';
import { failed, type ItemResult, plain } from '../item-result.ts';
import { idKey } from '../own-id.ts';
import type { WriteScope } from '../write-scope.ts';

/** How rows of one kind are deleted. */
export interface Removal {
  /** The call that deletes these, at most `BATCH_SIZE` of them. */
  batch(ids: readonly string[]): Write;
  /**
   * The call for one, where there is such. It names no list: only what has been seen in its list is deleted by it. A body
   * of a DELETE is lost in some proxies.
   */
  single?(id: string): Write;
  /** The ids that CFW says it deleted; null when its answer does not say. */
  deletedBy(body: string): readonly string[] | null;
  /** Those that nobody has seen in the list: CFW tells whether they were there. */
  readonly unseen: ReadonlySet<string>;
  /** Those of the ids that the list has now. */
  look(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** How often a batch is made anew of what is left, when something in it was deleted by others meanwhile. */
const MAX_ROUNDS = 3;

/** Batches of a removal, sent one after the other. */
export class Batches {
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
  readonly #unseen: Set<string>;

  constructor(scope: WriteScope, removal: Removal) {
    this.#scope = scope;
    this.#removal = removal;
    this.#unseen = new Set(removal.unseen);
  }

  async add(ids: readonly string[]): Promise<void> {
    let open = ids;
    for (let round = 1; open.length > 0; round++) {
      try {
        return this.#sent(open, await deliver(this.#scope, this.#writeOf(open), true));
      } catch (error) {
        if (!(error instanceof CfwError)) throw error;
        if (isNoBatch(error) && this.#removal.single && !this.#goesAlone(open)) return this.#singly(open, error);
        const left = round < MAX_ROUNDS && isRefusedByCfw(error) ? await this.#left(open, error) : open;
        if (left.length === open.length) return this.#refuse(open, error);
        open = left;
      }
    }
  }

  #writeOf(ids: readonly string[]): Write {
    const { single } = this.#removal;
    return single && this.#goesAlone(ids) ? single(ids[0]!) : this.#removal.batch(ids);
  }

  #goesAlone([id, ...others]: readonly string[]): boolean {
    return this.#removal.single !== undefined && others.length === 0 && id !== undefined && !this.#unseen.has(id);
  }

  #sent(ids: readonly string[], { answer }: Sent): void {
    const told = answer === null ? null : this.#removal.deletedBy(answer.body);
    const said = told && new Set(told.map(idKey));
    for (const id of ids) {
      if (answer === null) this.doubtful.add(id);
      else if (said === null || said.has(idKey(id))) this.taken.add(id);
      else this.unsaid.add(id);
    }
  }

  async #singly(ids: readonly string[], error: CfwError): Promise<void> {
    const isSeen = (id: string) => !this.#unseen.has(id);
    const there = ids.every(isSeen) ? ids : await this.#left(ids, error);
    for (const id of there) {
      if (isSeen(id)) await this.add([id]);
      else this.#refuse([id], error);
    }
  }

  #refuse(ids: readonly string[], error: CfwError): void {
    this.refusal ??= error;
    this.refused += ids.length;
    for (const id of ids) this.results.set(id, failed(error));
  }

  /**
   * Of some ids those that are still there: CFW may refuse a batch with one that is not. All of them where the list cannot
   * be read: what was done before must not be hidden by that. One that was seen, and is gone although CFW refused for
   * another reason than that, is gone by this write as far as anybody can tell.
   */
  async #left(ids: readonly string[], { code }: CfwError): Promise<readonly string[]> {
    let listed: ReadonlySet<string>;
    try {
      listed = await this.#removal.look(ids);
    } catch (error) {
      if (!(error instanceof CfwError)) throw error;
      return ids;
    }
    for (const id of ids) {
      if (listed.has(id)) this.#unseen.delete(id);
      else this.results.set(id, plain(code === 'NOT_FOUND' || this.#unseen.has(id) ? 'ABSENT' : 'DELETED'));
    }
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
