import type { Call } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import type { Operation } from '../execution/operation.ts';
import type { GatewayState } from '../gateway-state.ts';
import type { Follower } from '../live/follower.ts';
import { CallBudget } from '../loaders/call-budget.ts';
import { type Given, given } from '../loaders/given.ts';
import { openLane } from '../loaders/lane.ts';
import { List, type Lists, listName } from '../loaders/list.ts';
import { CallLedger, type RequestScope } from '../loaders/request-scope.ts';
import type { RequestWatch, RoundWatch } from '../loaders/request-watch.ts';
import { WriteScope } from '../writes/write-scope.ts';
import type { OperationContext } from './engine.ts';
import { RequestCall, type RequestTerms } from './request-call.ts';

/** The pages of one request that are read at the same time. */
const CONCURRENT_CALLS = 4;

/**
 * The context of one request: one object for its resolvers and its loaders. Every list is one object, however many fields
 * read it.
 */
export class RequestContext implements OperationContext, RequestScope {
  executable: Operation | undefined;
  readonly client: RequestScope['client'];
  readonly endpoint: string;
  readonly recentTotals: RequestScope['recentTotals'];
  readonly maxPageSize: number;
  readonly ledger = new CallLedger();
  readonly budget: CallBudget;
  readonly lane = openLane(CONCURRENT_CALLS);
  readonly watch: RequestWatch | undefined;
  readonly #state: GatewayState;
  readonly #terms: RequestTerms;
  readonly #lists = new Map<string, List<unknown>>();
  readonly #loaders = new Map<unknown, unknown>();
  #tenant: Tenant | undefined;
  #call: Call | undefined;
  #writes: WriteScope | undefined;

  constructor(state: GatewayState, terms: RequestTerms) {
    this.client = state.client;
    this.endpoint = state.endpoint;
    this.recentTotals = state.memory.recentTotals;
    this.maxPageSize = state.maxPageSize;
    this.budget = new CallBudget(state.maxUpstreamCalls);
    this.watch = terms.watch;
    this.#state = state;
    this.#terms = terms;
  }

  tenant(): Tenant {
    this.#tenant ??= this.#terms.tenant();
    return this.#tenant;
  }

  generation(): number {
    return this.#state.memory.generations.current(this.tenant().projectId.toLowerCase());
  }

  call(round?: RoundWatch): Call {
    if (round !== undefined) return new RequestCall(this, this.#terms, round);
    this.#call ??= new RequestCall(this, this.#terms, this.watch);
    return this.#call;
  }

  list<Query extends object, Row>(resource: ListResource<Query, Row>, query: Given<Query>): List<Row> {
    const asked = given(query);
    const name = listName(this.endpoint, this.tenant(), resource, asked);
    let list = this.#lists.get(name.whole) as List<Row> | undefined;
    if (list === undefined) {
      list = new List(this, resource, asked, name);
      this.#lists.set(name.whole, list as List<unknown>);
    }
    return list;
  }

  use<Loader>(kind: new (scope: RequestScope, lists: Lists) => Loader): Loader {
    if (!this.#loaders.has(kind)) this.#loaders.set(kind, new kind(this, this));
    return this.#loaders.get(kind) as Loader;
  }

  follow<Query extends object, Row>(
    resource: ListResource<Query, Row>,
    query: Given<Query>,
    since: string | null,
  ): Follower<Row> {
    return this.#state.live.follow(this.tenant(), resource, given(query), since);
  }

  async write<Input, Result>(
    write: (scope: WriteScope, input: Input) => Promise<Result>,
    input: Input,
  ): Promise<Result> {
    this.#writes ??= this.#openWrites();
    try {
      return await write(this.#writes, input);
    } finally {
      this.#lists.clear();
      this.#loaders.clear();
    }
  }

  #openWrites(): WriteScope {
    const { memory, live, client, endpoint } = this.#state;
    const { subject = null, deadline, wrote } = this.#terms;
    return new WriteScope({
      client,
      endpoint,
      memory: memory.writes,
      subject,
      deadline,
      tenant: () => this.tenant(),
      reserve: (spare) => this.budget.attempt(spare),
      report: (ended) => {
        this.ledger.ended(ended);
        this.watch?.callEnded(ended);
      },
      outdate: (projectId, list) => {
        memory.generations.begin(projectId.toLowerCase());
        live.wrote(projectId, list);
        return client.outdate(projectId);
      },
      tell: (ended) => wrote?.(ended),
    });
  }
}
