import { hash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import { isUnknownToCfw } from '../cfw/decoding/error-codes.ts';
import { checkResourceId } from '../cfw/decoding/identifiers.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import type { FoundRequest } from '../find/found-page.ts';
import { Scan } from '../find/scan.ts';
import { once } from '../memory/once.ts';
import { DIGEST_BYTES, type ListDigest } from '../paging/cursor.ts';
import { type ListPage, pageOf } from '../paging/list-page.ts';
import { leastTotal } from '../paging/snapshot/read-page.ts';
import { withoutRepeated } from '../paging/snapshot/repeated.ts';
import type { Snapshot } from '../paging/snapshot/snapshot.ts';
import type { WindowRequest } from '../paging/window-arguments.ts';
import type { Answer, Demand, WindowAnswer } from './demand.ts';
import type { Given } from './given.ts';
import { ListReader } from './list-reader.ts';
import type { RequestScope } from './request-scope.ts';

/** What a request reads lists by: one object a list, however many fields read it. */
export interface Lists {
  list<Query extends object, Row>(resource: ListResource<Query, Row>, query: Given<Query>): List<Row>;
}

/** What a list is called. */
export interface ListName {
  /** The project and the list. */
  readonly identity: string;
  /** Besides these whose list it is, where, and what leads its calls there. */
  readonly whole: string;
}

export function listName(
  endpoint: string,
  { projectId, credentials }: Tenant,
  resource: ListResource<object, unknown>,
  query: object,
): ListName {
  const identity = JSON.stringify([projectId, ...resource.identity(query)]);
  const whole = `${endpoint}\n${credentials.identity}\n${identity}\n${JSON.stringify(resource.variant(query))}`;
  return { identity, whole };
}

/**
 * What is remembered of a list across requests is kept by this, another one for each generation of writes: nobody else
 * comes upon it, nor anybody after a write.
 */
export function memoryKey({ whole }: ListName, generation: number): string {
  return `${generation} ${whole}`;
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
  /** What a list was known as when it was last scanned: all that asks in one operation shares the scan. */
  #scanned: { readonly known: Snapshot<Row>; readonly scan: Scan<Row> } | undefined;

  /** @param name the list's own, of the query */
  constructor(scope: RequestScope, resource: ListResource<object, Row>, query: object, name: ListName) {
    const keyNow = () => memoryKey(name, scope.generation());
    this.#scope = scope;
    this.digest = hash('sha256', name.identity, 'buffer').subarray(0, DIGEST_BYTES);
    this.identify = resource.identify;
    const reader = new ListReader<Row>({
      identify: resource.identify,
      readAll: async (pages) => {
        // Of the moment when the reading begins: what is read may be older than a write that comes meanwhile.
        const key = keyNow();
        const round = scope.watch?.roundStarted(resource.name, pages.length);
        const replies = await Promise.allSettled(
          pages.map(async (page) => {
            const reply = await scope.lane(() => scope.client.list(resource, query, page, scope.call(round)));
            scope.recentTotals.set(key, leastTotal(reply));
            return reply;
          }),
        );
        round?.ended();
        return replies;
      },
      claim: (calls, wholeList) => scope.budget.claim(calls, wholeList),
      earlierTotal: () => scope.recentTotals.get(keyNow()),
    });
    this.#demands = new DataLoader(async (demands) => reader.answer(demands), { cache: false });
  }

  /** A page of the list in CFW's order. */
  async window(request: WindowRequest): Promise<ListPage<Row>> {
    this.#scope.ledger.asked();
    const { window, known } = (await this.#demands.load({ kind: 'window', request })) as WindowAnswer<Row>;
    this.#scope.ledger.answered(window, window.end - window.start);
    const { start, end, drift } = window;
    return once(known.reply, `${start} ${end} ${drift}`, () => pageOf(this.digest, known, window));
  }

  /** A page of what a question finds in the list, all of which is read for it. */
  async found(request: FoundRequest<Row>): Promise<ListPage<Row>> {
    const known = await this.whole();
    if (this.#scanned?.known !== known) {
      const held = known.held();
      const rows = known.isMixed ? withoutRepeated(held, this.identify) : held;
      this.#scanned = { known, scan: new Scan(rows, this.identify, known.isMixed) };
    }
    const { scan } = this.#scanned;
    const page = request.answer(scan);
    this.#scope.ledger.answered(page.window, scan.rows.length);
    return page;
  }

  /** All of the list, as far as it stood still while it was read. */
  async whole(): Promise<Snapshot<Row>> {
    this.#scope.ledger.asked();
    return (await this.#demands.load({ kind: 'scan' })) as Snapshot<Row>;
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
