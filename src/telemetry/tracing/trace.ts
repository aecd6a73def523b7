import type { RequestWatch } from '../../loaders/request-watch.ts';
import type { RequestReport } from '../report/request-report.ts';

/** Where the traces of requests go. Loaded only when a collector is configured. */
export interface Tracing {
  /** Begins the trace of a request. Both arguments are headers of the W3C Trace Context recommendation. */
  request(traceparent: string | null, tracestate: string | null): RequestTrace;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** The trace of one request while it runs. */
export interface RequestTrace extends RequestWatch {
  /** 32 hex digits. */
  readonly traceId: string;
  /** What the caller is told of the trace, in the header `traceresponse` (W3C Trace Context, level 2). */
  readonly traceResponse: string;
  ended(report: RequestReport): void;
}
