import type { Estimate, EstimateTerms, ListEstimate } from './estimate.ts';
import { countOf, type Group } from './group.ts';
import { ListRead } from './list-read.ts';
import type { AnyList } from './reads.ts';
import { RecordCalls } from './record-calls.ts';
import type { Step } from './steps.ts';

/** What an operation has come to ask for, as far as it has been gone through. */
export class Estimation {
  readonly terms: EstimateTerms;
  /** Rows of the answer. */
  rows = 0;
  excess: Estimate['excess'] = null;
  readonly records = new RecordCalls();
  readonly #settled: ListEstimate[] = [];
  readonly #lists = new Map<string, ListRead>();
  #open: { readonly steps: readonly Step[]; readonly group: Group }[] = [];
  #names = 0;

  constructor(terms: EstimateTerms) {
    this.terms = terms;
  }

  /** A list that is asked for now. What is asked of the same list at another time is reckoned apart. */
  list(key: string, resource: AnyList, query: object | null): ListRead {
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const made = new ListRead(resource, (query && this.terms.totalOf?.(resource, query)) ?? null);
    this.#lists.set(key, made);
    return made;
  }

  /** Notes what is asked of objects once they are there. */
  later(steps: readonly Step[], group: Group): void {
    if (steps.length > 0 && countOf(group.objects) > 0) this.#open.push({ steps, group });
  }

  /** A name that nothing else has. */
  newName(): string {
    return `~${this.#names++}`;
  }

  /** Settles what is asked for now, and gives what is asked next; empty at the end. */
  nextTurn(): readonly { readonly steps: readonly Step[]; readonly group: Group }[] {
    for (const list of this.#lists.values()) {
      const calls = list.settle();
      this.#settled.push({ operation: list.resource.operation, windows: list.windows, calls, whole: list.whole });
    }
    this.#lists.clear();
    const open = this.#open;
    this.#open = [];
    return open;
  }

  result(): Estimate {
    const lists = [...this.#settled, ...this.records.estimates()];
    const calls = lists.reduce((sum, list) => sum + list.calls, 0);
    return { calls, rows: this.rows, lists, excess: this.excess };
  }
}
