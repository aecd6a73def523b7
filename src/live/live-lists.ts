import type { CallReport } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import type { Lists } from '../loaders/list.ts';
import type { SharedPolls } from '../shared/shared-state.ts';
import type { Follower } from './follower.ts';
import { History } from './history/history.ts';
import { HistoryBudget } from './history/history-budget.ts';
import { ListState } from './list-state.ts';
import { LiveList } from './live-list.ts';
import { leaseMs, type Pace } from './pace.ts';
import type { LiveObserver } from './poll.ts';

/** Changes that are remembered of all lists together, by an estimate. */
const HISTORY_BYTES = 32 * 1024 * 1024;
/** How long what was seen of a list is kept for those who come back, and of how many lists that nobody follows. */
const KEPT_MS = 600_000;
const MAX_SILENT = 256;
/** Where writes are told of, so that whoever follows the list sees them at once. */
export interface WriteNews {
  /** A list of a project was written to: `identity` is what its resource says of the query. */
  wrote(projectId: string, identity: readonly (string | null)[]): void;
}

/** What live lists need of the world. */
export interface LiveListsOptions {
  readonly pace: Pace;
  readonly observer: LiveObserver;
  /** Where CFW is; in the key of every list. */
  readonly endpoint: string;
  /** The lists of other replicas; undefined: this process is alone. */
  readonly polls: SharedPolls | undefined;
  /** Opens the lists of CFW for one poll, which ends with the signal and tells of its calls. */
  open(tenant: Tenant, signal: AbortSignal, calls: CallReport[]): Lists;
}

/** The lists that are followed: one for each list, credential and project, however many follow it. */
export class LiveLists implements WriteNews {
  readonly #options: LiveListsOptions;
  readonly #budget = new HistoryBudget(HISTORY_BYTES);
  readonly #lists = new Map<
    string,
    { readonly list: LiveList<unknown>; readonly identity: string; unlisten(): void }
  >();
  /** Lists that nobody follows, the one that fell silent first in front, each with when it is forgotten. */
  readonly #silent = new Map<string, NodeJS.Timeout>();

  constructor(options: LiveListsOptions) {
    this.#options = options;
  }

  /** Lists that are polled now. */
  get polled(): number {
    return this.#lists.size - this.#silent.size;
  }

  /**
   * Follows a list.
   *
   * @param since the version that the follower knows; null for none
   */
  follow<Query extends object, Row>(
    tenant: Tenant,
    resource: ListResource<Query, Row>,
    query: Query,
    since: string | null,
  ): Follower<Row> {
    const { credentials, projectId } = tenant;
    const key = JSON.stringify([
      this.#options.endpoint,
      credentials.identity,
      projectId,
      resource.identity(query),
      resource.variant(query),
    ]);
    const known = this.#lists.get(key)?.list as LiveList<Row> | undefined;
    clearTimeout(this.#silent.get(key));
    this.#silent.delete(key);
    return (known ?? this.#open(key, tenant, resource, query)).follow(since);
  }

  wrote(projectId: string, identity: readonly (string | null)[]): void {
    const news = newsOf(projectId, identity);
    this.#options.polls?.wrote(`${this.#options.endpoint} ${news}`);
    for (const { list, identity: own } of this.#lists.values()) if (own === news) list.wrote();
  }

  /** Ends everything. */
  close(): void {
    for (const { list } of this.#lists.values()) list.end(null);
    for (const timer of this.#silent.values()) clearTimeout(timer);
  }

  #open<Query extends object, Row>(
    key: string,
    tenant: Tenant,
    resource: ListResource<Query, Row>,
    query: Query,
  ): LiveList<Row> {
    const { pace, observer, polls, endpoint } = this.#options;
    // In whatever language CFW words its errors: the rows are the same.
    const { credentials, projectId } = tenant;
    const identity = newsOf(projectId, resource.identity(query));
    const list = new LiveList<Row>({
      name: resource.name,
      state: new ListState(identity, resource.identify, new History(this.#budget)),
      isBusy: resource.isBusy,
      read: async (signal, calls) => {
        const lists = this.#options.open({ credentials, projectId }, signal, calls);
        const known = await lists.list(resource, query as never).whole();
        const rows = known.slice({ start: 0, end: known.end });
        return { rows, total: known.total ?? 0, isMixed: known.isMixed };
      },
      pace,
      observer,
      share: polls && ((heard) => polls.open(credentials, key, leaseMs(pace), heard)),
      onSilence: () => this.#fellSilent(key),
    });
    const unlisten = polls?.onWrite(`${endpoint} ${identity}`, () => list.wrote()) ?? (() => undefined);
    this.#lists.set(key, { list: list as LiveList<unknown>, identity, unlisten });
    return list;
  }

  #fellSilent(key: string): void {
    clearTimeout(this.#silent.get(key));
    this.#silent.delete(key);
    this.#silent.set(key, setTimeout(() => this.#forget(key), KEPT_MS).unref());
    if (this.#silent.size <= MAX_SILENT) return;
    const [oldest] = this.#silent.keys();
    this.#forget(oldest!);
  }

  #forget(key: string): void {
    const known = this.#lists.get(key);
    clearTimeout(this.#silent.get(key));
    this.#silent.delete(key);
    this.#lists.delete(key);
    known?.unlisten();
    known?.list.forget();
  }
}

/** A list of a project, whoever looks at it. */
function newsOf(projectId: string, identity: readonly (string | null)[]): string {
  return JSON.stringify([projectId, identity]);
}
