import type { CfwObserver, CircuitStateName } from '../cfw/attempts/observer.ts';
import { TOLD_READS, TOLD_WRITES } from '../cfw/attempts/told-names.ts';
import { CFW_ERROR_CODES } from '../cfw/decoding/errors.ts';
import { combinationsOf, type MetricRegistry } from './metric-registry.ts';

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** More circuits than this are not told apart; the client floor forgets the oldest, too. */
const MAX_CIRCUITS = 1024;
const CIRCUIT_STATES = ['open', 'half_open'] as const;
const OPERATIONS = [...Object.keys(TOLD_READS), ...TOLD_WRITES];

/** What operators watch of the calls of CFW. */
export class UpstreamMetrics {
  readonly #calls;
  /** Read at a scrape. */
  #inFlight = 0;
  readonly #attempts;
  readonly #unknownCodes;
  readonly #unreadableDates;
  readonly #circuits;
  readonly #circuitOf = new Map<string, (typeof CIRCUIT_STATES)[number]>();

  constructor(registry: MetricRegistry) {
    this.#calls = registry.histogram(
      'cfw_upstream_call_duration_seconds',
      'CFW calls with all their attempts, by operation and code, else OK',
      combinationsOf({ operation: OPERATIONS, code: ['OK', ...CFW_ERROR_CODES] }),
      SECONDS,
    );
    registry.reading('cfw_upstream_calls_in_flight', 'CFW calls under way', () => this.#inFlight);
    const statuses = ['none', ...[...TELLING_STATUSES].map(String), '1xx', '2xx', '3xx', '4xx', '5xx'];
    this.#attempts = registry.counter(
      'cfw_upstream_attempts_total',
      'HTTP exchanges with CFW, by status',
      combinationsOf({ operation: OPERATIONS, status: statuses }),
    );
    this.#unknownCodes = registry.counter(
      'cfw_upstream_unknown_codes_total',
      'Rows with a code that no document names, by field',
      oddFields('codes'),
    );
    this.#unreadableDates = registry.counter(
      'cfw_upstream_unreadable_dates_total',
      'Rows with a date that cannot be read, by field',
      oddFields('dates'),
    );
    const states = combinationsOf({ state: CIRCUIT_STATES });
    this.#circuits = registry.gauge('cfw_upstream_circuits', 'Projects whose circuit breaker is not closed', states);
  }

  /** For the CFW client. */
  readonly observer: Required<CfwObserver> = {
    callStarted: ({ operation }) => {
      this.#inFlight++;
      return ({ code, durationMs }) => {
        this.#inFlight--;
        this.#calls.observe({ operation, code: code ?? 'OK' }, durationMs / 1000);
      };
    },
    attemptEnded: ({ operation, status }) => this.#attempts.inc({ operation, status: statusLabel(status) }),
    unknownCode: ({ operation, field, rows }) => this.#unknownCodes.inc({ operation, field }, rows),
    unreadableDate: ({ operation, field, rows }) => this.#unreadableDates.inc({ operation, field }, rows),
    circuitChanged: ({ projectId, state }) => this.#circuitChanged(projectId, state),
  };

  #circuitChanged(projectId: string, state: CircuitStateName): void {
    this.#circuitOf.delete(projectId);
    if (state !== 'CLOSED') this.#circuitOf.set(projectId, state === 'OPEN' ? 'open' : 'half_open');
    if (this.#circuitOf.size > MAX_CIRCUITS) this.#circuitOf.delete(this.#circuitOf.keys().next().value!);
    const states = [...this.#circuitOf.values()];
    for (const each of CIRCUIT_STATES) this.#circuits.set({ state: each }, states.filter((one) => one === each).length);
  }
}

function oddFields(kind: 'codes' | 'dates') {
  return Object.entries(TOLD_READS).flatMap(([operation, fields]) =>
    fields[kind].map((field) => ({ operation, field })),
  );
}

const TELLING_STATUSES: ReadonlySet<number> = new Set([200, 400, 401, 403, 404, 429, 500, 502, 503, 504]);

/** A status as a label: the upstream must not be able to make hundreds of series. */
function statusLabel(status: number | null): string {
  if (status === null) return 'none';
  if (TELLING_STATUSES.has(status)) return String(status);
  // HTTP's classes end with 5; three digits can say more.
  return `${Math.min(Math.floor(status / 100), 5)}xx`;
}
