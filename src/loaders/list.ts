import { hash } from 'node:crypto';
import DataLoader from 'dataloader';
import { isUnknownToCfw } from '../cfw/decoding/errors.ts';
import { checkResourceId } from '../cfw/decoding/identifiers.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import { DIGEST_BYTES, type ListDigest } from '../paging/cursor.ts';
import type { WindowRequest } from '../paging/window-arguments.ts';
import type { Answer, Demand, WindowAnswer } from './demand.ts';
import { ListReader } from './list-reader.ts';
import type { RequestScope } from './request-scope.ts';

/** What a request reads lists by: one object a list, however many fields read it. */
export interface Lists {
  list<Query extends object, Row>(resource: ListResource<Query, Row>, query: Given<Query>): List<Row>;
}

/** A query as GraphQL gives it: what is left out may be null, too. */
export type Given<Query> = {
  readonly [Name in keyof Query]: Query[Name] | (undefined extends Query[Name] ? null : never);
};

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

  constructor(scope: RequestScope, resource: ListResource<object, Row>, query: object) {
    const { credentials, projectId } = scope.tenant();
    const identity = JSON.stringify([projectId, ...resource.identity(query)]);
    const key = JSON.stringify([scope.endpoint, credentials.identity, identity, ...resource.variant(query)]);
    this.#scope = scope;
    this.digest = hash('sha256', identity, 'buffer').subarray(0, DIGEST_BYTES);
    this.identify = resource.identify;
    const reader = new ListReader<Row>({
      identify: resource.identify,
      readAll: async (pages) => {
        const round = scope.watch?.roundStarted(resource.name, pages.length);
        const replies = await Promise.allSettled(
          pages.map(async (page) => {
            const reply = await scope.lane(() => scope.client.list(resource, query, page, scope.call(round)));
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
      if (isUnknownToCfw(error)) return null;
      throw error;
    }
  }
}
