import { KnownError } from '../../runtime/known-error.ts';

/** The codes of the contract that an upstream, or a call to it, can cause (design.md, "Errors"). */
export const CFW_ERROR_CODES = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'FAILED_PRECONDITION',
  'QUOTA_EXCEEDED',
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_INVALID_RESPONSE',
  'UPSTREAM_CALL_LIMIT',
] as const;
export type CfwErrorCode = (typeof CFW_ERROR_CODES)[number];

/** What may be told of an answer of CFW. `status` is null when there was none. */
export interface UpstreamFacts {
  readonly status: number | null;
  /** CFW's or the API gateway's code, as `CFW.00200005` or `APIGW.0301`. */
  readonly errorCode: string | null;
  /** The upstream's own request id (header X-Request-Id). */
  readonly requestId: string | null;
}

/**
 * Every failure that leaves this floor. `message` says what to do next. It carries no cause, header, URL or body, so
 * that printing it in whatever way cannot print a secret. `upstream` is present when CFW caused it.
 */
export class CfwError extends KnownError {
  override readonly name = 'CfwError';
  readonly code: CfwErrorCode;
  readonly upstream?: UpstreamFacts;
  /** How long CFW asks to be left alone, in milliseconds; 0 when it does not say. */
  readonly waitMs: number;

  constructor(code: CfwErrorCode, message: string, upstream?: UpstreamFacts, waitMs = 0) {
    super(message);
    this.waitMs = waitMs;
    this.code = code;
    if (upstream !== undefined) this.upstream = upstream;
  }
}
