import { type Span, union } from '../paging/snapshot/span.ts';
import type { ListEstimate } from './estimate.ts';
import type { Objects } from './group.ts';

/** The calls that are made for single objects: once for each, however many fields need it. */
export class RecordCalls {
  readonly #objects = new Map<string, { operation: string; lists: number; rows: Span[] }>();
  readonly #own = new Map<string, number>();

  /** A call for each of some objects. */
  add(operation: string, { key, lists, rows }: Objects): void {
    const id = `${operation} ${key}`;
    const known = this.#objects.get(id);
    if (known === undefined) this.#objects.set(id, { operation, lists, rows: [rows] });
    else this.#objects.set(id, { operation, lists: Math.max(lists, known.lists), rows: [...known.rows, rows] });
  }

  /** So many calls that nothing else shares. */
  own(operation: string, calls: number): void {
    this.#own.set(operation, (this.#own.get(operation) ?? 0) + calls);
  }

  estimates(): ListEstimate[] {
    const sums = new Map(this.#own);
    for (const { operation, lists, rows } of this.#objects.values()) {
      const objects = union(rows).reduce((sum, { start, end }) => sum + end - start, 0);
      sums.set(operation, (sums.get(operation) ?? 0) + lists * objects);
    }
    return [...sums].map(([operation, calls]) => ({ operation, windows: calls, calls, whole: false }));
  }
}
