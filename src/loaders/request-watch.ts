import type { CallReport } from '../cfw/client.ts';

/** Told how a request reads CFW while it happens, for a trace. Most requests have none. */
export interface RequestWatch {
  /** A list has planned its next calls, so many of them, and is about to make them. */
  roundStarted(list: string, calls: number): RoundWatch;
  /** A call that belongs to no round has ended. */
  callEnded(report: CallReport): void;
}

/** Told of one round of calls of one list. */
export interface RoundWatch {
  callEnded(report: CallReport): void;
  ended(): void;
}
