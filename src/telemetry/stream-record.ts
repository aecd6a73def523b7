import type { ClientName, RequestReport, StreamReport, Transport } from './report/request-report.ts';
import type { Telemetry } from './telemetry.ts';

/** The results of a stream, counted as they are taken. */
export interface ObservableResults {
  readonly count: number;
  /** The codes of the errors in them. */
  readonly codes: ReadonlySet<string>;
  observe(observer: { ended(): void }): void;
}

/** What is known of a subscription while it lasts: what its last line needs, since there may be thousands for days. */
export class StreamRecord {
  readonly #requestId: string;
  readonly #operationName: string | null;
  readonly #client: ClientName;
  readonly #transport: Transport;
  readonly #results: ObservableResults;
  readonly #since: number;
  readonly #telemetry: Telemetry;

  constructor(
    { requestId, operationName, client }: RequestReport,
    transport: Transport,
    results: ObservableResults,
    since: number,
    telemetry: Telemetry,
  ) {
    this.#requestId = requestId;
    this.#operationName = operationName;
    this.#client = client;
    this.#transport = transport;
    this.#results = results;
    this.#since = since;
    this.#telemetry = telemetry;
  }

  ended(): void {
    this.#telemetry.streamEnded(this.report());
  }

  report(): StreamReport {
    const { count, codes } = this.#results;
    return {
      requestId: this.#requestId,
      operationName: this.#operationName,
      client: this.#client,
      durationMs: performance.now() - this.#since,
      transport: this.#transport,
      events: count,
      codes,
    };
  }
}
