import type { Lane } from './lane.ts';
import type { Claim } from './verdict.ts';

/** A row of CFW, as its control door tells it. */
export type Row = Readonly<Record<string, unknown>>;

/** One write: what is asked, and how its answer is read. */
export interface Wish {
  readonly query: string;
  readonly input: object;
  /** The vendor's names of the calls that faults are to strike. */
  readonly operations: readonly string[];
  /** The ids of rows that it is about, which nobody else may touch until it is decided. */
  readonly touches: readonly string[];
  /** What was claimed: an answer with data, or null for a refused one. */
  claims(payload: Payload | null, after: readonly Row[]): readonly Claim[];
}

export type Payload = Readonly<Record<string, never>>;

/** What a kind of write is made of: the rows there are, and dice. */
export type Writing = (rows: readonly Row[], dice: readonly number[], lane: Lane) => Wish | null;
