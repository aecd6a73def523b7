import { hash } from 'node:crypto';
import { DIGEST_BYTES, type ListDigest } from '../paging/cursor.ts';
import type { Filter } from './filter.ts';
import type { SortKey } from './position.ts';
import type { Column, Condition } from './scan.ts';

/** What can be asked of a resource's lists, by the names of the filters and of the fields to order by. */
export interface Findable<Row, Values, Field extends string> {
  readonly filters: { readonly [Name in keyof Values]-?: Filter<Row, NonNullable<Values[Name]>> };
  readonly orders: Readonly<Record<Field, Column<Row, SortKey>>>;
}

/** The arguments of a list field. Null, and an empty filter, ask nothing. */
export interface FindArguments<Values, Field extends string> {
  readonly filterBy?: Values | null | undefined;
  readonly orderBy?: { readonly field: Field; readonly direction: 'ASC' | 'DESC' } | null | undefined;
}

export interface Order<Row> {
  readonly column: Column<Row, SortKey>;
  readonly isDescending: boolean;
}

/** A checked question: which rows of a list, in which order. */
export interface Question<Row> {
  readonly conditions: readonly Condition<Row>[];
  /** Null: CFW's own order. */
  readonly order: Order<Row> | null;
  /** What cursors carry: it binds them to the list, the filters and the order. */
  readonly digest: ListDigest;
}

/**
 * Reads what is asked of a list; null when nothing is, so that the list may be read page by page.
 *
 * @param list what binds cursors to the list itself
 * @throws PagingError that names the filter whose value means nothing
 */
export function readQuestion<Row, Values extends object, Field extends string>(
  { filters, orders }: Findable<Row, Values, Field>,
  { filterBy, orderBy }: FindArguments<Values, Field>,
  list: ListDigest,
): Question<Row> | null {
  const asked = plainForm(filterBy ?? {});
  if (asked === undefined && orderBy == null) return null;
  const conditions: Condition<Row>[] = [];
  for (const name of Object.keys(asked ?? {}) as (keyof Values & string)[]) {
    const value = filterBy![name];
    if (value != null) conditions.push(filters[name](value, name));
  }
  const order = orderBy == null ? null : { column: orders[orderBy.field], isDescending: orderBy.direction === 'DESC' };
  const words = [asked ?? null, orderBy?.field ?? null, orderBy?.direction ?? null];
  const identity = Buffer.concat([list, Buffer.from(JSON.stringify(words))]);
  return { conditions, order, digest: hash('sha256', identity, 'buffer').subarray(0, DIGEST_BYTES) };
}

/** A value as all its spellings have it: without nulls, names and lists in order; undefined when nothing is left. */
function plainForm(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value)].sort();
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const named = Object.entries(value).map(([name, part]) => [name, plainForm(part)] as const);
  const given = named.filter(([, part]) => part !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
