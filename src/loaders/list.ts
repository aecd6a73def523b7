import { hash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Call, Range } from '../cfw/client.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import { checkResourceId } from '../cfw/decoding/identifiers.ts';
import { DIGEST_BYTES, type ListDigest } from '../paging/cursor.ts';
import type { ReadPage } from '../paging/snapshot.ts';
import type { WindowRequest } from '../paging/window-arguments.ts';
import type { Answer, Demand, WindowAnswer } from './demand.ts';
import { ListReader } from './list-reader.ts';
import type { RequestScope } from './request-scope.ts';

/** One list of CFW, as a resource describes it. */
export interface ListSource<Row> {
  /** What makes it this list and no other: resource, parent and filters. Cursors are bound to it. */
  readonly identity: readonly (string | null | undefined)[];
  /** What else goes into the call, such as the enterprise project. */
  readonly variant: readonly (string | null | undefined)[];
  /** What tells a row from all others of the list; null for a row that CFW sent without an id. */
  identify(row: Row): string | null;
  read(range: Range, call: Call): Promise<ReadPage<Row>>;
}

/**
 * A list as the graph uses it. Everything that fields ask of it in one tick is answered together, with the fewest calls
 * (see `ListReader`).
 */
export class List<Row> {
  /** What cursors of this list carry: it binds them to the list and the project. */
  readonly digest: ListDigest;
  readonly identify: (row: Row) => string | null;
  readonly #demands: DataLoader<Demand, Promise<Answer<Row>>>;
  readonly #scope: RequestScope;

  constructor(scope: RequestScope, source: ListSource<Row>) {
    const { credentials, projectId } = scope.tenant();
    const identity = JSON.stringify([projectId, ...source.identity.map((part) => part ?? null)]);
    const key = JSON.stringify([scope.endpoint, credentials.identity, identity, ...source.variant]);
    this.#scope = scope;
    this.digest = hash('sha256', identity, 'buffer').subarray(0, DIGEST_BYTES);
    this.identify = source.identify;
    const reader = new ListReader<Row>({
      identify: source.identify,
      readAll: async (pages) => {
        const round = scope.watch?.roundStarted(source.identity[0] ?? '', pages.length);
        const replies = await Promise.allSettled(
          pages.map(async (page) => {
            const reply = await scope.lane(() => source.read(page, scope.call(round)));
            scope.recentTotals.set(key, reply.total);
            return reply;
          }),
        );
        round?.ended();
        return replies;
      },
      claim: (calls) => scope.budget.claim(calls),
      earlierTotal: () => scope.recentTotals.get(key),
    });
    this.#demands = new DataLoader(async (demands) => reader.answer(demands), { cache: false });
  }

  /** The rows of a window, and what is known around them. */
  async window(request: WindowRequest): Promise<WindowAnswer<Row>> {
    this.#scope.ledger.asked();
    const answer = (await this.#demands.load({ kind: 'window', request })) as WindowAnswer<Row>;
    this.#scope.ledger.answered(answer.window);
    return answer;
  }

  /** How many rows the list has. */
  async total(): Promise<number> {
    this.#scope.ledger.asked();
    return (await this.#demands.load({ kind: 'total' })) as number;
  }

  /** The row with an id, or null when the list, or its parent, does not exist or has none such. */
  async find(id: string): Promise<Row | null> {
    checkResourceId('the id', id);
    this.#scope.ledger.asked();
    try {
      return (await this.#demands.load({ kind: 'record', identity: id })) as Row | null;
    } catch (error) {
      // CFW's own word that there is no such firewall or object; a wrong CFW_ENDPOINT is not found, either.
      const isOfCfw = error instanceof CfwError && error.upstream?.errorCode?.startsWith('CFW.') === true;
      if (isOfCfw && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }
}
