import type { Page } from '../cfw/client.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { ListResource } from '../cfw/resources/listing.ts';
import { MAX_LIMIT } from '../cfw/wire/request.ts';
import type { WriteScope } from './write-scope.ts';

/** How often a list that changes under the reader is read anew. */
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
export async function readPage<Query extends object, Row extends Dated>(
  scope: WriteScope,
  resource: ListResource<Query, Row>,
  query: Query,
  offset: number,
): Promise<Page<Row>> {
  const page = await scope.access.client.list(resource, query, { offset, limit: MAX_LIMIT }, scope.reading());
  scope.access.memory.seen.note(
    scope.listName,
    page.rows.map((row) => markOf(resource.identify(row), row)),
  );
  return page;
}

/** What a row is known by when it is seen again. An id alone may come again, of another row. */
export function markOf(id: string | null, { createdDate }: Dated): string {
  return `${id} ${createdDate}`;
}

interface Dated {
  readonly createdDate: string | null;
}

/**
 * Reads a list by calls of its own: whole, ⌈total / 1024⌉ of them, or until a search is over. Each page but the first
 * begins with the last row of the one before, so that a row that slips from page to page meanwhile is noticed.
 *
 * @throws CfwError also when a list that is wanted whole keeps changing: what it does not show may be there all the same
 */
export async function readFresh<Query extends object, Row extends Dated>(
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
    const read = await readOnce(reading, search === undefined || restarts < MAX_RESTARTS);
    if (read !== null) return read;
    if (restarts >= MAX_RESTARTS) throw new CfwError('UPSTREAM_INVALID_RESPONSE', KEEPS_CHANGING);
  }
}

const KEEPS_CHANGING = 'The list kept changing while it was read, so that nobody can tell what is on it. Try again.';

interface Reading<Row> {
  page(offset: number): Promise<Page<Row>>;
  identify(row: Row): string | null;
  isOver(rows: ReadonlyMap<string, Row>): boolean;
}

/** @returns null when the list has moved, and that matters */
async function readOnce<Row>(reading: Reading<Row>, strict: boolean): Promise<FreshList<Row> | null> {
  const rows = new Map<string, Row>();
  let last: string | null = null;
  let overlap = 0;
  let isShort = false;
  for (let next = 0; ; ) {
    const offset = next - overlap;
    const page = await reading.page(offset);
    const first = page.rows[0];
    if (strict && overlap > 0 && (first === undefined ? null : reading.identify(first)) !== last) return null;
    last = add(rows, page.rows, reading);
    const end = offset + page.rows.length;
    if (reading.isOver(rows)) return { rows, total: page.total, offset };
    // Who gives fewer rows than were asked for may not tell the right number of them either: then an end is what is empty.
    isShort ||= end < page.total && page.rows.length < MAX_LIMIT;
    if ((end >= page.total && !isShort) || end <= next) {
      // Without an overlap only the number of rows tells whether one has slipped.
      const hasSlipped = next > 0 && overlap === 0 && rows.size < page.total;
      return strict && hasSlipped ? null : { rows, total: page.total, offset };
    }
    next = end;
    // An upstream that gives one row at a time would give the same one again and again.
    overlap = page.rows.length > 1 ? 1 : 0;
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
