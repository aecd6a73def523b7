/** The writes of the graph. */
export const WRITE_OPERATIONS = [
  'createCaptureTask',
  'stopCaptureTask',
  'deleteCaptureTasks',
  'createListEntries',
  'updateListEntry',
  'deleteListEntries',
] as const;
export type WriteOperation = (typeof WRITE_OPERATIONS)[number];

export const WRITE_OUTCOMES = ['DONE', 'PENDING', 'UNKNOWN'] as const;
/** Seen in CFW's list; taken, not seen yet; the answer was lost and the list does not tell. */
export type WriteOutcome = (typeof WRITE_OUTCOMES)[number];

export const ITEM_OUTCOMES = ['CREATED', 'EXISTS', 'DELETED', 'ABSENT', 'PENDING', 'FAILED', 'UNKNOWN'] as const;
/** What became of one of many. */
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** Which list a write is about. */
export interface WriteTarget {
  readonly operation: WriteOperation;
  readonly firewallId?: string | null | undefined;
  readonly objectId?: string | undefined;
}

/** One write that has ended, as the log and the metrics tell of it. There is no secret in it. */
export interface WriteReport extends WriteTarget {
  readonly projectId: string;
  /** CFW's ids of what was made, changed, stopped or deleted, or was to be. */
  readonly ids: readonly string[];
  /** How often which outcome: once, or once for each item. Empty when the write failed as a whole. */
  readonly outcomes: ReadonlyMap<WriteOutcome | ItemOutcome, number>;
  /** The code of the error with which it failed as a whole; null when it did not. */
  readonly code: string | null;
  readonly durationMs: number;
}
