import type { CfwObserver } from '../cfw/calls/observer.ts';
import { ITEM_OUTCOMES, WRITE_OPERATIONS, WRITE_OUTCOMES, type WriteReport } from '../writes/write-report.ts';
import { MetricRegistry } from './metric-registry.ts';
import { addProcessMetrics } from './process-metrics.ts';
import { leadingCode, type RequestReport } from './request-report.ts';

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const LAG_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];
const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** More circuits than this are not told apart; the client floor forgets the oldest, too. */
const MAX_CIRCUITS = 1024;

/** What operators watch. No label takes a value that a caller can choose, so that the number of series is bounded. */
export class Metrics {
  readonly #registry = new MetricRegistry();
  readonly #stop = addProcessMetrics(this.#registry);
  readonly #duration = this.#registry.histogram(
    'cfw_graphql_request_duration_seconds',
    'GraphQL requests, by the code of their first error, else OK',
    ['code'],
    REQUEST_SECONDS,
  );
  readonly #errors = this.#registry.counter('cfw_graphql_errors_total', 'Errors in answers, by code', ['code']);
  readonly #inFlight = this.#registry.gauge('cfw_graphql_requests_in_flight', 'GraphQL requests being answered');
  readonly #shed = this.#registry.counter('cfw_graphql_shed_requests_total', 'Requests refused because of overload');
  readonly #pages = this.#registry.counter('cfw_graphql_pages_total', 'Pages of lists, by drift', ['drift']);
  readonly #saved = this.#registry.counter('cfw_graphql_saved_calls_total', 'CFW calls spared by planning and sharing');
  readonly #shared = this.#registry.counter('cfw_graphql_shared_calls_total', "Waits for another request's CFW call");
  readonly #writes = this.#registry.counter(
    'cfw_graphql_writes_total',
    'Writes by operation and outcome; those of many rows count each row',
    ['operation', 'outcome'],
  );
  readonly #calls = this.#registry.histogram(
    'cfw_upstream_call_duration_seconds',
    'CFW calls with all their attempts, by operation and code, else OK',
    ['operation', 'code'],
    CALL_SECONDS,
  );
  readonly #callsInFlight = this.#registry.gauge('cfw_upstream_calls_in_flight', 'CFW calls under way');
  readonly #attempts = this.#registry.counter('cfw_upstream_attempts_total', 'HTTP exchanges with CFW, by status', [
    'operation',
    'status',
  ]);
  readonly #unknownCodes = this.#registry.counter(
    'cfw_upstream_unknown_codes_total',
    'Rows with a code that no document names, by field',
    ['operation', 'field'],
  );
  readonly #unreadableDates = this.#registry.counter(
    'cfw_upstream_unreadable_dates_total',
    'Rows with a date that cannot be read, by field',
    ['operation', 'field'],
  );
  readonly #circuits = this.#registry.gauge('cfw_upstream_circuits', 'Projects whose circuit breaker is not closed', [
    'state',
  ]);
  readonly #sharedState = this.#registry.gauge(
    'cfw_shared_state_away',
    '1 while the Redis that replicas share does not answer, so that this one works alone; else 0',
  );
  readonly #followers = this.#registry.gauge('cfw_live_followers', 'Subscriptions that are open');
  readonly #polls = this.#registry.counter(
    'cfw_live_polls_total',
    'Polls of lists that are followed, by code, else OK',
    ['list', 'code'],
  );
  readonly #events = this.#registry.histogram(
    'cfw_live_event_lag_seconds',
    'Events of followers, by the time since the poll that saw the change',
    [],
    LAG_SECONDS,
  );
  readonly #circuitOf = new Map<string, 'open' | 'half_open'>();

  constructor() {
    for (const drift of ['NONE', 'REALIGNED', 'LOST']) this.#pages.inc({ drift }, 0);
    for (const operation of WRITE_OPERATIONS) {
      for (const outcome of outcomesOf(operation)) this.#writes.inc({ operation, outcome }, 0);
    }
    this.#countCircuits();
  }

  /** For the CFW client. */
  readonly observer: Required<CfwObserver> = {
    callStarted: ({ operation }) => {
      this.#callsInFlight.inc();
      return ({ code, durationMs }) => {
        this.#callsInFlight.dec();
        this.#calls.observe({ operation, code: code ?? 'OK' }, durationMs / 1000);
      };
    },
    attemptEnded: ({ operation, status }) => this.#attempts.inc({ operation, status: statusLabel(status) }),
    unknownCode: ({ operation, field, rows }) => this.#unknownCodes.inc({ operation, field }, rows),
    unreadableDate: ({ operation, field, rows }) => this.#unreadableDates.inc({ operation, field }, rows),
    circuitChanged: ({ projectId, state }) => {
      this.#circuitOf.delete(projectId);
      if (state !== 'CLOSED') this.#circuitOf.set(projectId, state === 'OPEN' ? 'open' : 'half_open');
      if (this.#circuitOf.size > MAX_CIRCUITS) this.#circuitOf.delete(this.#circuitOf.keys().next().value!);
      this.#countCircuits();
    },
  };

  requestStarted(): void {
    this.#inFlight.inc();
  }

  requestEnded(report: RequestReport): void {
    this.#inFlight.dec();
    this.#duration.observe({ code: leadingCode(report) }, report.durationMs / 1000);
    for (const [code, count] of report.codes) this.#errors.inc({ code }, count);
    if (report.ledger === null) return;
    const { pages, savedCalls, calls } = report.ledger;
    for (const drift of ['NONE', 'REALIGNED', 'LOST'] as const) {
      if (pages[drift] > 0) this.#pages.inc({ drift }, pages[drift]);
    }
    this.#saved.inc(savedCalls);
    this.#shared.inc(calls.filter(({ shared }) => shared).length);
  }

  /** Whether the Redis that replicas share answers. */
  sharedStateChanged(isThere: boolean): void {
    this.#sharedState.set(isThere ? 0 : 1);
  }

  /** A list that is followed was polled. */
  pollEnded({ list, code }: { readonly list: string; readonly code: string | null }): void {
    this.#polls.inc({ list, code: code ?? 'OK' });
  }

  /** A follower was told of a change, so long after the poll that saw it. */
  eventTold(lagMs: number): void {
    this.#events.observe(lagMs / 1000);
  }

  /** So many subscriptions are open now. */
  followersChanged(count: number): void {
    this.#followers.set(count);
  }

  /** A write has ended. One that failed as a whole counts once, as `REFUSED`. */
  wrote({ operation, outcomes, code }: WriteReport): void {
    if (code !== null) this.#writes.inc({ operation, outcome: 'REFUSED' });
    for (const [outcome, count] of outcomes) this.#writes.inc({ operation, outcome }, count);
  }

  /** A request was refused because there were too many. */
  requestShed(): void {
    this.#shed.inc();
  }

  /** The answer to a scrape. */
  async text(): Promise<{ readonly text: string; readonly contentType: string }> {
    return { text: await this.#registry.text(), contentType: this.#registry.contentType };
  }

  /** Stops measuring. */
  close(): void {
    this.#stop();
  }

  #countCircuits(): void {
    const states = [...this.#circuitOf.values()];
    for (const state of ['open', 'half_open'] as const) {
      this.#circuits.set({ state }, states.filter((each) => each === state).length);
    }
  }
}

const TELLING_STATUSES: ReadonlySet<number> = new Set([200, 400, 401, 403, 404, 429, 500, 502, 503, 504]);

/** A status as a label: the upstream must not be able to make hundreds of series. */
function statusLabel(status: number | null): string {
  if (status === null) return 'none';
  return TELLING_STATUSES.has(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}

/** What can become of a write: the series are there from the start, so that a rise from none is seen. */
function outcomesOf(operation: (typeof WRITE_OPERATIONS)[number]): readonly string[] {
  const isOfMany = operation.startsWith('delete') || operation === 'createListEntries';
  return [...(isOfMany ? ITEM_OUTCOMES : WRITE_OUTCOMES), 'REFUSED'];
}
