import type { CfwErrorCode } from '../decoding/errors.ts';

/** What the operators' eyes (logs, metrics, traces) are told. Nothing in it is secret. All parts are optional. */
export interface CfwObserver {
  /** A code that no document names, in so many rows of one answer. `field` is its name on the wire. */
  unknownCode?(met: { operation: string; field: string; code: number; rows: number }): void;
  /** A date that cannot be read, in so many rows of one answer; `form` says how it is written, without its digits. */
  unreadableDate?(met: { operation: string; field: string; form: string; rows: number }): void;
  /** A call begins; what is returned is called when it ends. */
  callStarted?(call: { operation: string; projectId: string; offset: number; limit: number }): (end: CallEnd) => void;
  /** One attempt on the wire has ended. */
  attemptEnded?(attempt: AttemptEnd): void;
  /** The circuit of a project has opened, closed, or lets one attempt through to see. */
  circuitChanged?(change: { projectId: string; state: CircuitStateName }): void;
}

export type CircuitStateName = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** How a call ended, after all its attempts, for all who waited. */
export interface CallEnd {
  readonly status: number | null;
  readonly attempts: number;
  readonly durationMs: number;
  readonly requestId: string | null;
  readonly errorCode: string | null;
  /** Null when it ended well. */
  readonly code: CfwErrorCode | null;
}

/** How one attempt ended. */
export interface AttemptEnd {
  readonly operation: string;
  readonly projectId: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly errorCode: string | null;
  /** Null when it brought an answer with status 200. */
  readonly code: CfwErrorCode | null;
}
