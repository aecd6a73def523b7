import type { ListResource } from '../cfw/resources/listing.ts';
import { MAX_LIMIT } from '../cfw/wire/request.ts';
import type { WriteScope } from './write-scope.ts';

/** How often a list that changes under the reader is read anew before it is taken as it came. */
const MAX_RESTARTS = 3;

/** A list as it is now. */
export interface FreshList<Row> {
  /** By id, in CFW's order. Rows without an id are left out. */
  readonly rows: ReadonlyMap<string, Row>;
  /** How many rows CFW says there are. */
  readonly total: number;
}

/**
 * Reads a list whole, by calls of its own: ⌈total / 1024⌉ of them. Each page but the first begins with the last row of
 * the one before, so that a row that slips from page to page meanwhile is noticed.
 */
export async function readFresh<Query extends object, Row>(
  scope: WriteScope,
  resource: ListResource<Query, Row>,
  query: Query,
): Promise<FreshList<Row>> {
  for (let restarts = 0; ; restarts++) {
    const read = await readOnce(scope, resource, query, restarts < MAX_RESTARTS);
    if (read !== null) return read;
  }
}

/** @returns null when the list has moved, and that matters */
async function readOnce<Query extends object, Row>(
  scope: WriteScope,
  resource: ListResource<Query, Row>,
  query: Query,
  strict: boolean,
): Promise<FreshList<Row> | null> {
  const { client } = scope.access;
  const rows = new Map<string, Row>();
  let last: string | null = null;
  for (let next = 0; ; ) {
    const offset = Math.max(0, next - 1);
    const page = await client.list(resource, query, { offset, limit: MAX_LIMIT }, scope.reading());
    const ids = page.rows.map((row) => resource.identify(row));
    if (strict && next > 0 && ids[0] !== last) return null;
    for (const [index, id] of ids.entries()) if (id !== null) rows.set(id, page.rows[index]!);
    last = ids.at(-1) ?? null;
    const end = offset + ids.length;
    if (end >= page.total || end <= next) return { rows, total: page.total };
    next = end;
  }
}
