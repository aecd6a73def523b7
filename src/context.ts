import type { Call, CallReport } from './cfw/client.ts';
import type { Tenant } from './cfw/credentials/tenant.ts';
import type { ListResource } from './cfw/resources/listing.ts';
import type { GatewayState } from './gateway-state.ts';
import type { Follower } from './live/follower.ts';
import { CallBudget } from './loaders/call-budget.ts';
import { type Given, given } from './loaders/given.ts';
import { openLane } from './loaders/lane.ts';
import { List, type Lists, listName } from './loaders/list.ts';
import { CallLedger, type RequestScope } from './loaders/request-scope.ts';
import type { RequestWatch, RoundWatch } from './loaders/request-watch.ts';
import type { LeavingSignal } from './runtime/leaving.ts';
import type { WriteReport } from './writes/write-report.ts';
import { WriteScope } from './writes/write-scope.ts';

/** The pages of one request that are read at the same time. */
const CONCURRENT_CALLS = 4;

/** What the resolvers of one request can reach: lists and records of CFW, as the caller's credentials show them. */
export interface GatewayContext extends Lists {
  /** The most rows one connection may ask for (`MAX_PAGE_SIZE`). */
  readonly maxPageSize: number;
  readonly ledger: CallLedger;
  /** The loader of this kind: one for the whole request, made when it is first used. */
  use<Loader>(kind: new (scope: RequestScope, lists: Lists) => Loader): Loader;
  /**
   * Follows a list.
   *
   * @param since the version that the follower knows; null for none
   */
  follow<Query extends object, Row>(
    resource: ListResource<Query, Row>,
    query: Given<Query>,
    since: string | null,
  ): Follower<Row>;
  /** Carries out a write. What fields read after it is read anew. */
  write<Input, Result>(write: (scope: WriteScope, input: Input) => Promise<Result>, input: Input): Promise<Result>;
}

/** What one request brings: who asks, and until when. */
export interface RequestTerms {
  /** @throws CfwError when the request names no credentials or no project that can be used */
  readonly tenant: () => Tenant;
  /** Aborts when the caller leaves or the deadline passes. */
  readonly signal: LeavingSignal;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  /** What tells the caller from others who use the same credentials; null where that is not known. */
  readonly subject?: string | null;
  /** Told of every write that has ended. */
  readonly wrote?: (report: WriteReport) => void;
  /** Told of every call while it happens, when the request is traced. */
  readonly watch?: RequestWatch | undefined;
}

/** Makes the context of one request. Every list is one object, however many fields read it. */
export function createContext(state: GatewayState, terms: RequestTerms): GatewayContext {
  const { memory } = state;
  const ledger = new CallLedger();
  const budget = new CallBudget(state.maxUpstreamCalls);
  const { watch } = terms;
  const report = (ended: CallReport, observer: Pick<RoundWatch, 'callEnded'> | undefined) => {
    ledger.ended(ended);
    observer?.callEnded(ended);
  };
  const calling = (observer: Pick<RoundWatch, 'callEnded'> | undefined): Call => ({
    tenant: scope.tenant(),
    // No getter: V8 would make a shape of its own for each object that has one, and keep it, and with it all that the
    // getter knows, until the next full collection of memory.
    generation: () => String(scope.generation()),
    signal: terms.signal,
    deadline: terms.deadline,
    reserve: () => budget.attempt(),
    report: (ended) => report(ended, observer),
  });
  let call: Call | undefined;
  let tenant: Tenant | undefined;
  const scope: RequestScope = {
    client: state.client,
    endpoint: state.endpoint,
    recentTotals: memory.recentTotals,
    ledger,
    budget,
    lane: openLane(CONCURRENT_CALLS),
    tenant: () => {
      tenant ??= terms.tenant();
      return tenant;
    },
    generation: () => memory.generations.current(scope.tenant().projectId.toLowerCase()),
    watch,
    call: (round) => {
      if (round !== undefined) return calling(round);
      call ??= calling(watch);
      return call;
    },
  };
  const known = new Map<string, List<unknown>>();
  const lists: Lists = {
    list<Query extends object, Row>(resource: ListResource<Query, Row>, query: Given<Query>): List<Row> {
      const asked = given(query);
      const name = listName(state.endpoint, scope.tenant(), resource, asked);
      let list = known.get(name.whole) as List<Row> | undefined;
      if (list === undefined) {
        list = new List(scope, resource, asked, name);
        known.set(name.whole, list as List<unknown>);
      }
      return list;
    },
  };
  const loaders = new Map<unknown, unknown>();
  let writes: WriteScope | undefined;
  const openWrites = () =>
    new WriteScope({
      client: state.client,
      endpoint: state.endpoint,
      memory: memory.writes,
      subject: terms.subject ?? null,
      deadline: terms.deadline,
      tenant: scope.tenant,
      reserve: (spare) => budget.attempt(spare),
      report: (ended) => report(ended, watch),
      outdate: (projectId, list) => {
        memory.generations.begin(projectId.toLowerCase());
        state.live.wrote(projectId, list);
        return state.client.outdate(projectId);
      },
      tell: (ended) => terms.wrote?.(ended),
    });
  return {
    ...lists,
    maxPageSize: state.maxPageSize,
    ledger,
    use(kind) {
      if (!loaders.has(kind)) loaders.set(kind, new kind(scope, lists));
      return loaders.get(kind) as InstanceType<typeof kind>;
    },
    follow: (resource, query, since) => state.live.follow(scope.tenant(), resource, given(query), since),
    async write(write, input) {
      writes ??= openWrites();
      try {
        return await write(writes, input);
      } finally {
        known.clear();
        loaders.clear();
      }
    },
  };
}
