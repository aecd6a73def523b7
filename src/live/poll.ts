import type { CallReport } from '../cfw/client.ts';

/** One reading of a whole list. */
export interface Reading<Row> {
  readonly rows: readonly Row[];
  /** How many rows CFW says there are. */
  readonly total: number;
  /** Whether the list kept changing while it was read, so that rows may be in it twice or not at all. */
  readonly isMixed: boolean;
}

/** A poll that has ended, as followers, logs and metrics are told of it. */
export interface Poll {
  /** The name of the list's kind. */
  readonly list: string;
  /** On the clock of `performance.now()`: when it ended. */
  readonly endedAt: number;
  readonly durationMs: number;
  readonly calls: readonly CallReport[];
  /** How many it was made for. */
  readonly followers: number;
  /** The code of its failure; null when it went well. */
  readonly code: string | null;
}

/** Told of polls, for metrics. */
export interface LiveObserver {
  pollEnded(poll: Poll): void;
}
