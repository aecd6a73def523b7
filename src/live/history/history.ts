import { type Diff, joined } from './diff.ts';
import type { HistoryBudget } from './history-budget.ts';

/** How many diffs of one list are remembered at most. */
const MAX_STEPS = 1_000;
/** What the digests, the id and the places in maps of one changed row take, besides the row. */
const BYTES_PER_CHANGE = 300;

/** What changed since a version: the net of all that happened, and the rows that are there now. */
export interface Since<Row> {
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  /** CFW's ids. */
  readonly removed: readonly string[];
}

/** One change of a list: what it was before, and what then happened. */
export interface Step<Row> {
  readonly from: string;
  readonly diff: Diff;
  /** The added and changed rows by their ids. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly bytes: number;
}

/** The last changes of one list, for those who were away and name the version they know. */
export class History<Row> {
  readonly #budget: HistoryBudget;
  readonly #steps: Step<Row>[] = [];

  constructor(budget: HistoryBudget) {
    this.#budget = budget;
  }

  /** Remembers a change. The oldest are forgotten, here or in other lists, when there are too many. */
  add(from: string, diff: Diff, rows: ReadonlyMap<string, Row>): void {
    const text = JSON.stringify([...rows.values()]);
    const step: Step<Row> = { from, diff, rows, bytes: text.length * 2 + diff.size * BYTES_PER_CHANGE };
    this.#steps.push(step);
    if (this.#steps.length > MAX_STEPS) this.#budget.release(this.#steps.shift()!);
    this.#budget.take(step, () => this.#steps.shift());
  }

  /** All that happened since a version that is not the present one; null when it is not remembered. */
  since(version: string): Since<Row> | null {
    const start = this.#steps.findLastIndex(({ from }) => from === version);
    return start < 0 ? null : net(this.#steps.slice(start));
  }

  /** Forgets everything. */
  clear(): void {
    for (const step of this.#steps.splice(0)) this.#budget.release(step);
  }
}

function net<Row>(steps: readonly Step<Row>[]): Since<Row> {
  const added: Row[] = [];
  const changed: Row[] = [];
  const removed: string[] = [];
  for (const [id, { before, after }] of joined(steps.map(({ diff }) => diff))) {
    if (after === null) removed.push(id);
    else (before === null ? added : changed).push(steps.findLast(({ rows }) => rows.has(id))!.rows.get(id)!);
  }
  return { added, changed, removed };
}
