import type { CallLedger } from '../../loaders/request-scope.ts';

/** One GraphQL request that has ended, as logs, metrics and traces tell of it. There is no secret in it. */
export interface RequestReport {
  /** From `X-Request-Id`, or made. */
  readonly requestId: string;
  /** Null for an operation without a name, and where nothing was executed. */
  readonly operationName: string | null;
  /** `query`; null where nothing was executed. */
  readonly operationType: string | null;
  readonly client: ClientName;
  /** HTTP status of the answer; 499 when the client left before it had it all. */
  readonly status: number;
  /** How many errors of the answer had which `extensions.code`, in the order in which the codes came first. */
  readonly codes: ReadonlyMap<string, number>;
  readonly durationMs: number;
  /** The CFW calls; null where nothing was executed. */
  readonly ledger: CallLedger | null;
}

/** A subscription that has begun or ended, as the log tells of it. */
export interface StreamReport extends Pick<RequestReport, 'requestId' | 'operationName' | 'client' | 'durationMs'> {
  readonly transport: Transport;
  readonly events: number;
  /** Of the errors in its events. */
  readonly codes: ReadonlySet<string>;
}

/** How the results of a subscription reach their reader. */
export type Transport = 'SSE' | 'WebSocket';

/** What a client says it is, in the headers that GraphQL clients send. */
export interface ClientName {
  readonly name: string | null;
  readonly version: string | null;
}

/** As nginx has it: HTTP has no status for an answer that nobody waited for. */
export const CLIENT_LEFT = 499;

/** The code that a request counts under: its first error's; `OK` when there is none. */
export function leadingCode({ codes, status }: RequestReport): string {
  if (status === CLIENT_LEFT) return 'CLIENT_LEFT';
  const [first] = codes.keys();
  return first ?? (status < 400 ? 'OK' : `HTTP_${status}`);
}
