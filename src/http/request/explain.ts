import type { CallReport } from '../../cfw/client.ts';
import type { Tenant } from '../../cfw/credentials/tenant.ts';
import { CfwError } from '../../cfw/decoding/errors.ts';
import type { Estimate } from '../../estimate/estimate.ts';
import type { Variables } from '../../estimate/variable-values.ts';
import { listName, memoryKey } from '../../loaders/list.ts';
import type { CallLedger } from '../../loaders/request-scope.ts';
import type { RecentTotals } from '../../memory/recent-totals.ts';
import type { WriteGenerations } from '../../memory/write-generations.ts';
import type { ReadOperation } from '../operation/document.ts';

/** What `X-Explain` asks for: the calls of the operation, or what it may cost in the place of executing it. */
export type Explained = 'calls' | 'plan' | null;

export function explainedBy(header: string | readonly string[] | undefined): Explained {
  if (header === 'true') return 'calls';
  return header === 'plan' ? 'plan' : null;
}

/** What is remembered that makes a plan exact. */
interface PlanMemory {
  readonly recentTotals: RecentTotals;
  readonly generations: WriteGenerations;
}

/**
 * What `extensions.explain.plan` says: the CFW calls of an operation and the rows of its answer, at most. Totals that the
 * caller has seen within the last seconds make it exact; without credentials there are none.
 */
export function explainPlan(
  operation: ReadOperation,
  variables: Variables,
  tenant: () => Tenant,
  { endpoint, memory }: { readonly endpoint: string; readonly memory: PlanMemory },
): Omit<Estimate, 'excess'> {
  const caller = known(tenant);
  const generation = caller === null ? 0 : memory.generations.current(caller.projectId.toLowerCase());
  const { calls, rows, lists } = operation.plan(variables, (resource, query) =>
    caller === null
      ? null
      : memory.recentTotals.get(memoryKey(listName(endpoint, caller, resource, query), generation)),
  );
  return { calls, rows, lists };
}

/** Null for a caller whose credentials or project CFW is never asked with. */
function known(tenant: () => Tenant): Tenant | null {
  try {
    return tenant();
  } catch (error) {
    if (error instanceof CfwError) return null;
    throw error;
  }
}

/** What `extensions.explain` says: the CFW calls of one operation, what it asked for, and what planning saved. */
export function explain(ledger: CallLedger) {
  return {
    calls: ledger.calls.map(({ operation, offset, limit, status, attempts, since, durationMs, sharedWith }) => ({
      operation,
      offset,
      limit,
      status,
      attempts,
      startMs: tenths(since - ledger.since),
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

/** A poll of a list that is followed, as far as it is told. */
interface ExplainedPoll {
  readonly list: string;
  readonly durationMs: number;
  readonly followers: number;
  readonly calls: readonly CallReport[];
}

/** What `extensions.explain.polls` says of the poll that saw an event. It was made for all who follow the list. */
export function explainPoll({ list, durationMs, followers, calls }: ExplainedPoll) {
  return {
    list,
    durationMs: tenths(durationMs),
    followers,
    calls: calls.map(({ operation, offset, limit, status, attempts }) => ({
      operation,
      offset,
      limit,
      status,
      attempts,
    })),
  };
}
