import type { CallLedger } from '../loaders/request-scope.ts';

/** What `extensions.explain` says: the CFW calls of one operation, what it asked for, and what planning saved. */
export function explain(ledger: CallLedger) {
  return {
    calls: ledger.calls.map(({ operation, offset, limit, status, attempts, durationMs, sharedWith }) => ({
      operation,
      offset,
      limit,
      status,
      attempts,
      durationMs: Math.round(durationMs * 10) / 10,
      sharedWith,
    })),
    windows: ledger.windows,
    upstreamCalls: ledger.upstreamCalls,
    savedCalls: ledger.savedCalls,
  };
}
