import { createHash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Call, Range } from '../cfw/client.ts';
import { CfwError } from '../cfw/errors.ts';
import { DIGEST_BYTES, type ListDigest } from '../paging/cursor.ts';
import type { ReadPage } from '../paging/snapshot.ts';
import { MAX_ROWS_PER_CALL } from '../paging/span.ts';
import type { WindowRequest } from '../paging/window.ts';
import { type Answer, type Demand, ListReader, type WindowAnswer } from './list-reader.ts';
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
  readonly #demands: DataLoader<Demand, Answer<Row>>;
  readonly #scope: RequestScope;

  constructor(scope: RequestScope, source: ListSource<Row>) {
    const { credentials, projectId } = scope.tenant();
    const identity = JSON.stringify([projectId, ...source.identity.map((part) => part ?? null)]);
    const key = JSON.stringify([scope.endpoint, credentials.identity, identity, ...source.variant]);
    this.#scope = scope;
    this.digest = createHash('sha256').update(identity).digest().subarray(0, DIGEST_BYTES);
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
    this.#demands = new DataLoader((demands) => reader.answer(demands), { cache: false });
  }

  /** The rows of a window, and what is known around them. */
  async window(request: WindowRequest): Promise<WindowAnswer<Row>> {
    const answer = (await this.#demands.load({ kind: 'window', request })) as WindowAnswer<Row>;
    const rows = answer.window.end - answer.window.start;
    this.#scope.ledger.asked(Math.max(1, Math.ceil(rows / MAX_ROWS_PER_CALL)));
    this.#scope.ledger.pages[answer.window.drift]++;
    return answer;
  }

  /** How many rows the list has. */
  async total(): Promise<number> {
    this.#scope.ledger.asked(1);
    return (await this.#demands.load({ kind: 'total' })) as number;
  }

  /** The row with an id, or null when the list, or its parent, does not exist or has none such. */
  async find(id: string): Promise<Row | null> {
    this.#scope.ledger.asked(1);
    try {
      return (await this.#demands.load({ kind: 'record', identity: id })) as Row | null;
    } catch (error) {
      if (error instanceof CfwError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }
}
