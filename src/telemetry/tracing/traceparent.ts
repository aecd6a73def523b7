/** The caller's span, as the header `traceparent` names it. */
export interface CallerSpan {
  /** 32 and 16 hex digits in lower case, not all of them 0. */
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/**
 * Reads a `traceparent` (W3C Trace Context, 3.2). Version 00 has four parts and nothing behind them; of a later version
 * the same parts are read, and what follows after a hyphen is left aside. Null when it is none: a new trace begins.
 */
export function readTraceparent(header: string): CallerSpan | null {
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(header) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (ZEROS.test(traceId) || ZEROS.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
