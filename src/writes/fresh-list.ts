import type { Page } from '../cfw/client.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import { MAX_LIMIT } from '../cfw/wire/request.ts';
import type { WriteScope } from './write-scope.ts';

/** How often a list that changes under the reader is read anew before it is taken as it came. */
const MAX_RESTARTS = 3;

/** A list as it is now, as far as it was read. */
export interface FreshList<Row> {
  /** By id, in CFW's order. Rows without an id are left out. */
  readonly rows: ReadonlyMap<string, Row>;
  /** How many rows CFW says there are. */
  readonly total: number;
  /** The offset of the page that was read last. */
  readonly offset: number;
}

/** What a list is read for, when it need not be read whole. */
export interface Search<Row> {
  /** Whether the rows that have been read so far are enough. */
  isOver(rows: ReadonlyMap<string, Row>): boolean;
  /** The offset of the page that is read before all others, since it may be enough alone. */
  readonly near?: number;
}

/** Reads one page of the list that is written to, by a call of its own. */
export async function readPage<Query extends object, Row>(
  scope: WriteScope,
  resource: ListResource<Query, Row>,
  query: Query,
  offset: number,
): Promise<Page<Row>> {
  const page = await scope.access.client.list(resource, query, { offset, limit: MAX_LIMIT }, scope.reading());
  scope.access.memory.seen.note(
    scope.listName,
    page.rows.flatMap((row) => resource.identify(row) ?? []),
  );
  return page;
}

/**
 * Reads a list by calls of its own: whole, ⌈total / 1024⌉ of them, or until a search is over. Each page but the first
 * begins with the last row of the one before, so that a row that slips from page to page meanwhile is noticed.
 */
export async function readFresh<Query extends object, Row>(
  scope: WriteScope,
  resource: ListResource<Query, Row>,
  query: Query,
  search?: Search<Row>,
): Promise<FreshList<Row>> {
  const reading: Reading<Row> = {
    page: (offset) => readPage(scope, resource, query, offset),
    identify: (row) => resource.identify(row),
    isOver: (rows) => search?.isOver(rows) ?? false,
  };
  const { near = 0 } = search ?? {};
  if (near > 0) {
    const { rows, total } = await reading.page(near);
    const byId = new Map<string, Row>();
    add(byId, rows, reading);
    if (reading.isOver(byId)) return { rows: byId, total, offset: near };
  }
  for (let restarts = 0; ; restarts++) {
    const read = await readOnce(reading, restarts < MAX_RESTARTS);
    if (read !== null) return read;
  }
}

interface Reading<Row> {
  page(offset: number): Promise<Page<Row>>;
  identify(row: Row): string | null;
  isOver(rows: ReadonlyMap<string, Row>): boolean;
}

/** @returns null when the list has moved, and that matters */
async function readOnce<Row>(reading: Reading<Row>, strict: boolean): Promise<FreshList<Row> | null> {
  const rows = new Map<string, Row>();
  let last: string | null = null;
  for (let next = 0; ; ) {
    const offset = Math.max(0, next - 1);
    const page = await reading.page(offset);
    const first = page.rows[0];
    if (strict && next > 0 && (first === undefined ? null : reading.identify(first)) !== last) return null;
    last = add(rows, page.rows, reading);
    const end = offset + page.rows.length;
    if (end >= page.total || end <= next || reading.isOver(rows)) return { rows, total: page.total, offset };
    next = end;
  }
}

/** @returns the id of the last row */
function add<Row>(rows: Map<string, Row>, more: readonly Row[], { identify }: Reading<Row>): string | null {
  let last: string | null = null;
  for (const row of more) {
    last = identify(row);
    if (last !== null) rows.set(last, row);
  }
  return last;
}
