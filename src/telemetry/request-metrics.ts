import { ITEM_OUTCOMES, WRITE_OPERATIONS, WRITE_OUTCOMES, type WriteReport } from '../writes/write-report.ts';
import { combinationsOf, type MetricRegistry } from './metric-registry.ts';
import { ERROR_CODES } from './report/error-codes.ts';
import { leadingCode, type RequestReport } from './report/request-report.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const DRIFTS = ['NONE', 'REALIGNED', 'LOST'] as const;

/** What operators watch of GraphQL requests, their pages and writes. */
export class RequestMetrics {
  readonly #duration;
  readonly #errors;
  readonly #pages;
  readonly #writes;
  // What has no labels is counted here and read at a scrape: a request pays for every call of the library.
  #inFlight = 0;
  #shed = 0;
  #saved = 0;
  #shared = 0;

  constructor(registry: MetricRegistry) {
    this.#duration = registry.histogram(
      'cfw_graphql_request_duration_seconds',
      'GraphQL requests, by the code of their first error, else OK',
      combinationsOf({ code: ['OK', ...ERROR_CODES, 'CLIENT_LEFT'] }),
      SECONDS,
    );
    const codes = combinationsOf({ code: ERROR_CODES });
    this.#errors = registry.counter('cfw_graphql_errors_total', 'Errors in answers, by code', codes);
    registry.reading('cfw_graphql_requests_in_flight', 'GraphQL requests being answered', () => this.#inFlight);
    registry.sumReading('cfw_graphql_shed_requests_total', 'Requests refused because of overload', () => this.#shed);
    const drifts = combinationsOf({ drift: DRIFTS });
    this.#pages = registry.counter('cfw_graphql_pages_total', 'Pages of lists, by drift', drifts);
    const saved = 'CFW calls spared by planning and sharing';
    registry.sumReading('cfw_graphql_saved_calls_total', saved, () => this.#saved);
    registry.sumReading('cfw_graphql_shared_calls_total', "Waits for another request's CFW call", () => this.#shared);
    this.#writes = registry.counter(
      'cfw_graphql_writes_total',
      'Writes by operation and outcome; those of many rows count each row',
      WRITE_OPERATIONS.flatMap((operation) => outcomesOf(operation).map((outcome) => ({ operation, outcome }))),
    );
  }

  started(): void {
    this.#inFlight++;
  }

  ended(report: RequestReport): void {
    this.#inFlight--;
    this.#duration.observe({ code: leadingCode(report) }, report.durationMs / 1000);
    for (const [code, count] of report.codes) this.#errors.inc({ code }, count);
    if (report.ledger === null) return;
    const { pages, savedCalls, calls } = report.ledger;
    for (const drift of DRIFTS) if (pages[drift] > 0) this.#pages.inc({ drift }, pages[drift]);
    this.#saved += savedCalls;
    for (const { shared } of calls) if (shared) this.#shared++;
  }

  /** One was refused because there were too many. */
  shed(): void {
    this.#shed++;
  }

  /** A write has ended. One that failed as a whole counts once, as `REFUSED`. */
  wrote({ operation, outcomes, code }: WriteReport): void {
    if (code !== null) this.#writes.inc({ operation, outcome: 'REFUSED' });
    for (const [outcome, count] of outcomes) this.#writes.inc({ operation, outcome }, count);
  }
}

/** What can become of a write. */
function outcomesOf(operation: (typeof WRITE_OPERATIONS)[number]): readonly string[] {
  const isOfMany = operation.startsWith('delete') || operation === 'createListEntries';
  return [...(isOfMany ? ITEM_OUTCOMES : WRITE_OUTCOMES), 'REFUSED'];
}
