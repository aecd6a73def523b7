import type { LeavingSignal } from '../../runtime/leaving.ts';
import type { Tenant } from '../credentials/tenant.ts';
import type { CfwErrorCode } from '../decoding/errors.ts';

/**
 * Rows of a list in CFW's order. `rows` may be fewer than asked for, and more only where they are more than `total`, which
 * is of the same answer, promises.
 */
export interface Page<Row> {
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** One caller of one call. */
export interface Call {
  readonly tenant: Tenant;
  /**
   * Which writes a read has to show: it joins no call under way that another generation began. Asked at each call. Null:
   * it joins none, and none joins it.
   */
  generation(): string | null;
  /** Aborts when the caller left or the deadline passed. */
  readonly signal: LeavingSignal;
  /** By `performance.now()`, in milliseconds: after this nothing may still run for this caller. */
  readonly deadline: number;
  /** Called before every attempt that goes on the wire for this caller; throws when it may make no more. */
  reserve(): void;
  /** Called once, when the call ends for this caller. */
  report(report: CallReport): void;
}

/** How a call went for one caller. It carries no secret and no address. */
export interface CallReport {
  readonly operation: string;
  /** Both null for a call that asks for no rows. */
  readonly offset: number | null;
  readonly limit: number | null;
  /** HTTP status of the last attempt; null when there was no answer. */
  readonly status: number | null;
  /** Attempts that went on the wire at this caller's expense; 0 for one that only waited. */
  readonly attempts: number;
  /** When the caller began to wait, on the clock of `performance.now()`. */
  readonly since: number;
  readonly durationMs: number;
  /** Other callers that waited for the same call. */
  readonly sharedWith: number;
  /** True when this caller joined a call that another had begun. */
  readonly shared: boolean;
  /** The upstream's request id and code of the last attempt. */
  readonly requestId: string | null;
  readonly errorCode: string | null;
  /** How the call ended for this caller; null when well. */
  readonly code: CfwErrorCode | null;
}
