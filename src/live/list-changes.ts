import type { Poll } from './poll.ts';

/** One event of a list that is followed. */
export interface ListChanges<Row> {
  /** Rows that were not there before, as they are now. */
  readonly added: readonly Row[];
  /** Rows that are not what they were, as they are now. */
  readonly changed: readonly Row[];
  /** CFW's ids of rows that are gone. */
  readonly removed: readonly string[];
  readonly totalCount: number;
  /** The state that the event leads to. */
  readonly version: string;
  /** True when it is not known what changed; then there are no rows. */
  readonly reset: boolean;
  /** The last poll of the list. */
  readonly poll: Poll;
}
