import type { AnyList } from './reads.ts';

/** One list of an operation, or all calls of one kind for single records. */
export interface ListEstimate {
  /** The vendor's name of the call. */
  readonly operation: string;
  /** How many windows, totals and records are asked for, at most. */
  readonly windows: number;
  readonly calls: number;
  /** Whether the list is read to its end. */
  readonly whole: boolean;
}

/** What an operation costs at most, while the lists stand still and no call has to be made twice. */
export interface Estimate {
  readonly calls: number;
  /** Rows of the answer, lists within lists multiplied. */
  readonly rows: number;
  readonly lists: readonly ListEstimate[];
  /** An argument that holds more ids or references than it may. */
  readonly excess: { readonly argument: string; readonly size: number } | null;
}

/** What an estimate goes by, besides the operation and its variables. */
export interface EstimateTerms {
  /** `MAX_PAGE_SIZE`. */
  readonly maxPageSize: number;
  /** `MAX_UPSTREAM_CALLS`: what has no other bound makes no more calls than this. */
  readonly maxUpstreamCalls: number;
  /** How many rows of a list that was given no size count for what is asked of each row; undefined: all of them. */
  readonly unsizedRows?: number;
  /** How many rows a list had lately; null where that is not known. */
  readonly totalOf?: (resource: AnyList, query: object) => number | null;
}
