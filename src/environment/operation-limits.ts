import type { VariableReader } from './rules.ts';

/** What one operation may ask for. */
export interface OperationLimits {
  /** The most rows that one connection may be asked for. */
  readonly maxPageSize: number;
  /** The most CFW calls that one operation may cause. */
  readonly maxUpstreamCalls: number;
}

export function readOperationLimits(read: VariableReader): OperationLimits {
  return { maxPageSize: read('MAX_PAGE_SIZE') ?? 4096, maxUpstreamCalls: read('MAX_UPSTREAM_CALLS') ?? 64 };
}
