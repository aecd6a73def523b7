import { type ListCalls, type ListQuestion, listCalls } from '../paging/list-calls.ts';
import type { Span } from '../paging/snapshot/span.ts';
import type { WindowRequest } from '../paging/window-arguments.ts';
import { countOf, type Objects } from './group.ts';
import type { AnyList } from './reads.ts';
import { ENDLESS } from './window.ts';

/** What a list holds at most where no document says so: ten calls. */
const ASSUMED_MOST = 10_240;

/** The most rows that a list of CFW has. */
export function mostRowsOf({ maxRows }: AnyList): number {
  return maxRows ?? ASSUMED_MOST;
}

/** What one field asks of a list, or of one list of each of its parents. */
export interface ListDemand {
  readonly parents: Objects;
  /** Null for the total alone, and for a row that is looked for. */
  readonly window: WindowRequest | null;
  /** Whether the list is read to its end for it, and how. */
  readonly whole: ListQuestion['whole'];
  /** Told which rows it gets of each list, and a word that is the same for demands that are answered together. */
  readonly answered: (rows: Span, when: string) => void;
}

/** What is asked of one list at one time; of a list within rows, what is asked of the list of each row. */
export class ListRead {
  readonly resource: AnyList;
  readonly #total: number | null;
  readonly #demands: ListDemand[] = [];

  /** @param total how many rows it had lately; null where that is not known */
  constructor(resource: AnyList, total: number | null) {
    this.resource = resource;
    this.#total = total;
  }

  add(demand: ListDemand): void {
    this.#demands.push(demand);
  }

  get whole(): boolean {
    return this.#demands.some(({ whole }) => whole !== 'no');
  }

  get windows(): number {
    return this.#demands.reduce((sum, { parents }) => sum + countOf(parents), 0);
  }

  /** Gives the calls for all of it, and tells the demands what they get. Call it once, when all of them are there. */
  settle(): number {
    const cuts = new Set(this.#demands.flatMap(({ parents: { rows } }) => [rows.start, rows.end]));
    const ends = [...cuts].sort((one, other) => one - other);
    const parts = new Map<ListDemand, { rows: Span; round: number }[]>();
    let calls = 0;
    // Rows of which the same is asked are reckoned once.
    for (const [index, start] of ends.slice(0, -1).entries()) {
      const asked = this.#demands.filter(({ parents: { rows } }) => rows.start <= start && start < rows.end);
      const windowed = asked.filter(({ window }) => window !== null);
      const windows = windowed.map(({ window }) => window!);
      const ways = new Set(asked.map(({ whole }) => whole));
      const whole = WAYS.find((way) => ways.has(way)) ?? 'no';
      const one = asked.length === 0 ? NOTHING : this.#callsFor(windows, whole);
      calls += one.calls * (ends[index + 1]! - start) * Math.max(0, ...asked.map(({ parents }) => parents.lists));
      for (const [at, demand] of windowed.entries()) {
        parts.set(demand, [...(parts.get(demand) ?? []), one.answers[at]!]);
      }
    }
    for (const [index, demand] of this.#demands.entries()) {
      const answers = parts.get(demand) ?? [];
      const when = answers.length === 1 ? String(answers[0]!.round) : `of ${index}`;
      if (demand.window !== null && answers.length > 0) demand.answered(answers[0]!.rows, when);
    }
    return calls;
  }

  #callsFor(windows: readonly WindowRequest[], whole: ListQuestion['whole']): ListCalls {
    const apart = listCalls({ windows, whole: 'no' }, this.#total ?? ENDLESS, this.#total);
    if (whole === 'no') return apart;
    const most = this.#total ?? mostRowsOf(this.resource);
    const reaches = windows.every(({ after, before }) => (after?.offset ?? 0) < most && (before?.offset ?? 0) < most);
    if (reaches) return { ...listCalls({ windows, whole }, most, this.#total), answers: apart.answers };
    return { calls: listCalls({ windows: [], whole }, most, this.#total).calls + apart.calls, answers: apart.answers };
  }
}

/** A walk leaves less to a scan than the other way round. */
const WAYS = ['walk', 'scan'] as const;

const NOTHING: ListCalls = { calls: 0, answers: [] };
