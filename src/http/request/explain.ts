import type { CallLedger } from '../../loaders/request-scope.ts';

/** What `extensions.explain` says: the CFW calls of one operation, what it asked for, and what planning saved. */
export function explain(ledger: CallLedger) {
  return {
    calls: ledger.calls.map(({ operation, offset, limit, status, attempts, startMs, durationMs, sharedWith }) => ({
      operation,
      offset,
      limit,
      status,
      attempts,
      startMs: tenths(startMs),
      durationMs: tenths(durationMs),
      sharedWith,
    })),
    windows: ledger.windows,
    upstreamCalls: ledger.upstreamCalls,
    savedCalls: ledger.savedCalls,
  };
}

/** Milliseconds to one decimal, never below zero. */
const tenths = (milliseconds: number) => Math.max(0, Math.round(milliseconds * 10) / 10);
