import type { Call, CfwClient } from './cfw/client.ts';
import type { Tenant } from './cfw/credentials/tenant.ts';
import type { CaptureTaskQuery, CaptureTaskRecord } from './cfw/resources/capture-task.ts';
import type {
  FirewallDetailRecord,
  FirewallQuery,
  FirewallRecord,
  ProtectedObjectRecord,
} from './cfw/resources/firewall.ts';
import type { ListEntryQuery, ListEntryRecord } from './cfw/resources/list-entry.ts';
import { CallBudget } from './loaders/call-budget.ts';
import { captureTaskList } from './loaders/capture-task.ts';
import { FirewallDetails, type FirewallReference, firewallList } from './loaders/firewall.ts';
import { openLane } from './loaders/lane.ts';
import { List, type ListSource } from './loaders/list.ts';
import { listEntryList } from './loaders/list-entry.ts';
import { CallLedger, type RequestScope } from './loaders/request-scope.ts';
import type { RequestWatch, RoundWatch } from './loaders/request-watch.ts';
import type { RecentTotals } from './memory/recent-totals.ts';

/** The pages of one request that are read at the same time. */
const CONCURRENT_CALLS = 4;

/** What the resolvers of one request can reach: lists and records of CFW, as the caller's credentials show them. */
export interface GatewayContext {
  /** The most rows one connection may ask for (`MAX_PAGE_SIZE`). */
  readonly maxPageSize: number;
  readonly ledger: CallLedger;
  captureTasks(query: Given<CaptureTaskQuery>): List<CaptureTaskRecord>;
  listEntries(query: Given<ListEntryQuery>): List<ListEntryRecord>;
  firewalls(query: Given<FirewallQuery>): List<FirewallRecord>;
  firewall(reference: FirewallReference): Promise<FirewallDetailRecord | null>;
  protectedObject(objectId: string): Promise<ProtectedObjectRecord | null>;
}

/** A query as GraphQL gives it: what is left out may be null, too. */
type Given<Query> = { readonly [Key in keyof Query]: Query[Key] | (undefined extends Query[Key] ? null : never) };

/** What is the same for all requests of a gateway. */
export interface GatewayState {
  readonly client: CfwClient;
  readonly endpoint: string;
  readonly recentTotals: RecentTotals;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
}

/** What one request brings: who asks, and until when. */
export interface RequestTerms {
  /** @throws CfwError when the request names no credentials or no project that can be used */
  readonly tenant: () => Tenant;
  /** Aborts when the caller leaves or the deadline passes. */
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  /** Told of every call while it happens, when the request is traced. */
  readonly watch?: RequestWatch | undefined;
}

/** Makes the context of one request. Every list is one object, however many fields read it. */
export function createContext(state: GatewayState, terms: RequestTerms): GatewayContext {
  const ledger = new CallLedger();
  const budget = new CallBudget(state.maxUpstreamCalls);
  const { watch } = terms;
  const calling = (observer: Pick<RoundWatch, 'callEnded'> | undefined): Call => ({
    tenant: scope.tenant(),
    signal: terms.signal,
    deadline: terms.deadline,
    reserve: () => budget.attempt(),
    report: (report) => {
      ledger.ended(report);
      observer?.callEnded(report);
    },
  });
  let call: Call | undefined;
  let tenant: Tenant | undefined;
  const scope: RequestScope = {
    client: state.client,
    endpoint: state.endpoint,
    recentTotals: state.recentTotals,
    ledger,
    budget,
    lane: openLane(CONCURRENT_CALLS),
    tenant: () => {
      tenant ??= terms.tenant();
      return tenant;
    },
    watch,
    call: (round) => {
      if (round !== undefined) return calling(round);
      call ??= calling(watch);
      return call;
    },
  };
  const lists = new Map<string, List<unknown>>();
  const listOf = <Row>(source: ListSource<Row>): List<Row> => {
    const key = JSON.stringify([source.identity, source.variant]);
    const list = (lists.get(key) as List<Row> | undefined) ?? new List(scope, source);
    lists.set(key, list as List<unknown>);
    return list;
  };
  const firewalls = (query: Given<FirewallQuery>) => listOf(firewallList(given(query), state.client));
  const details = new FirewallDetails(scope, () => firewalls({}));
  return {
    maxPageSize: state.maxPageSize,
    ledger,
    captureTasks: (query) => listOf(captureTaskList(given(query), state.client)),
    listEntries: (query) => listOf(listEntryList(given(query), state.client)),
    firewalls,
    firewall: (reference) => details.detail(reference),
    protectedObject: (objectId) => details.protectedObject(objectId),
  };
}

function given<Query extends object>(query: Given<Query>): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value != null)) as Query;
}
