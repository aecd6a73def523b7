import type { CfwObserver } from '../cfw/attempts/observer.ts';
import type { WriteReport } from '../writes/write-report.ts';
import type { Log } from './log.ts';
import { logRequest, logStream, logWrite } from './log-lines.ts';
import { Metrics } from './metrics.ts';
import type { RequestReport, StreamReport } from './report/request-report.ts';
import type { RequestTrace, Tracing } from './tracing/trace.ts';

/** Kinds of odd values that are warned of; more than there are fields with codes and dates, by far. */
const MAX_WARNINGS = 1000;
const MAX_OPERATION_NAME = 100;

/** The operators' eyes: tells log, metrics and traces what happens. */
export class Telemetry {
  readonly metrics = new Metrics();
  readonly log: Log;
  /** For the CFW client. */
  readonly observer: CfwObserver;
  readonly #tracing: Tracing | undefined;
  readonly #warned = new Set<string>();
  /** Digests of operations that were told of. */
  readonly #foreign = new Set<string>();

  constructor(log: Log, tracing?: Tracing) {
    this.log = log;
    this.#tracing = tracing;
    const { observer } = this.metrics.upstream;
    this.observer = {
      ...observer,
      unknownCode: (met) => {
        observer.unknownCode(met);
        const { operation, field, code } = met;
        this.#warnOnce({ operation, field, code }, 'CFW sent a code that no document names; it is served as UNKNOWN');
      },
      unreadableDate: (met) => {
        observer.unreadableDate(met);
        const { operation, field, form } = met;
        this.#warnOnce({ operation, field, form }, 'CFW sent a date that cannot be read; it is served as null');
      },
      circuitChanged: (change) => {
        observer.circuitChanged(change);
        if (change.state === 'OPEN') log.warn(change, 'CFW fails for this project: its calls are held back');
        else if (change.state === 'CLOSED') log.info(change, 'CFW answers for this project again');
      },
    };
  }

  /** Begins the trace of a request, when traces are on; its arguments are the W3C headers. */
  traceRequest(traceparent: string | null, tracestate: string | null): RequestTrace | undefined {
    return this.#tracing?.request(traceparent, tracestate);
  }

  requestStarted(): void {
    this.metrics.requests.started();
  }

  requestEnded(report: RequestReport, trace: RequestTrace | undefined): void {
    this.metrics.requests.ended(report);
    trace?.ended(report);
    logRequest(this.log, report, trace?.traceId);
  }

  /** A subscription has begun: as a request it is answered. */
  streamStarted(request: RequestReport, stream: StreamReport, trace: RequestTrace | undefined): void {
    this.metrics.requests.ended(request);
    trace?.ended(request);
    logStream(this.log, stream, 'subscription started', trace?.traceId);
  }

  streamEnded(report: StreamReport): void {
    logStream(this.log, report, 'subscription ended', undefined);
  }

  /** A write has ended. The line says who did what; there is no secret in it. */
  wrote(report: WriteReport, requestId: string, subject: string | null): void {
    this.metrics.requests.wrote(report);
    logWrite(this.log, report, requestId, subject);
  }

  /**
   * An operation was executed that is not asked for as a trusted document. There is one line for each text, which is told
   * by its digest.
   *
   * @param listed whether its text is that of a trusted document all the same
   */
  foreignOperation(name: string | null, sha256: string, listed: boolean, requestId: string): void {
    if (this.#foreign.has(sha256) || this.#foreign.size > MAX_WARNINGS) return;
    this.#foreign.add(sha256);
    const met = { requestId, operation: name?.slice(0, MAX_OPERATION_NAME), sha256, listed };
    if (this.#foreign.size <= MAX_WARNINGS) this.log.warn(met, 'an operation was not asked for as a trusted document');
    else this.log.warn({ lines: MAX_WARNINGS }, 'further operations that are no trusted documents are not told of');
  }

  /**
   * Whether the Redis that replicas share answers has changed, or is known for the first time.
   *
   * @param fault the code of what is wrong with it; null: nothing
   */
  sharedStateChanged(fault: string | null): void {
    this.metrics.sharedStateChanged(fault === null);
    if (fault === null) this.log.info('Redis answers: this replica acts as one with the others');
    else this.log.warn({ fault }, 'Redis does not answer: this replica works alone until it does');
  }

  /** Something that should not have happened. */
  unforeseen(message: string, err: unknown): void {
    this.log.error({ err }, message);
  }

  /** Sends what is left, and stops measuring. */
  async close(): Promise<void> {
    this.metrics.close();
    await this.#tracing?.close();
  }

  /** A list may hold thousands of rows with the same odd value, page after page. */
  #warnOnce(met: object, message: string): void {
    const key = JSON.stringify(met);
    if (this.#warned.has(key) || this.#warned.size >= MAX_WARNINGS) return;
    this.#warned.add(key);
    this.log.warn(met, message);
  }
}
