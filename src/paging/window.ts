import { type Cursor, decodeCursor, encodeCursor, type ListDigest, REACH } from './cursor.ts';
import { type Drift, locate, type Place } from './drift.ts';
import { PagingError } from './paging-error.ts';
import type { Snapshot } from './snapshot.ts';
import { MAX_ROWS_PER_CALL, type Span } from './span.ts';

/** The rows of a connection that asks for no count. */
export const DEFAULT_PAGE_SIZE = 50;
const MAX_INT = 0x7fffffff;

/** A connection's arguments, as GraphQL gives them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which rows a connection asks for: `size` of them, from the start or the end of the range between two cursors. */
export interface WindowRequest {
  readonly size: number;
  readonly from: 'start' | 'end';
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/** The rows a connection gets: offsets in the list as it stands now. */
export interface Window extends Span {
  readonly total: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly drift: Drift;
}

/**
 * Checks a connection's arguments and reads its cursors.
 *
 * @throws PagingError for both counts, a negative count, one above `maxPageSize`, a cursor that is damaged or of another
 *   list, and for rows past the offsets that GraphQL's Int can name
 */
export function parseWindow(args: PageArguments, list: ListDigest, maxPageSize: number): WindowRequest {
  const { first, last } = args;
  if (first != null && last != null) {
    throw new PagingError('last', 'Pass either `first` or `last`, not both.');
  }
  for (const [argument, size] of Object.entries({ first, last })) {
    if (size != null && (size < 0 || size > maxPageSize)) {
      throw new PagingError(argument, `\`${argument}\` must be between 0 and ${maxPageSize}; it is ${size}.`);
    }
  }
  const after = args.after == null ? null : decodeCursor(list, args.after, 'after');
  const before = args.before == null ? null : decodeCursor(list, args.before, 'before');
  const size = first ?? last ?? Math.min(DEFAULT_PAGE_SIZE, maxPageSize);
  if (after !== null && after.offset + size >= MAX_INT) {
    throw new PagingError(
      'after',
      `\`after\` and the count reach past row ${MAX_INT}, the last one that can be asked for.`,
    );
  }
  const fromEnd = last != null || (first == null && before !== null && after === null);
  return { size, from: fromEnd ? 'end' : 'start', after, before };
}

/** What has to be read first for a request, before anything is known of its list but perhaps an earlier total. */
export function firstSpans(request: WindowRequest, earlierTotal: number | null): Span[] {
  const { size, from, after, before } = request;
  const total = earlierTotal ?? after?.total ?? before?.total ?? null;
  const nearby = ({ offset }: Cursor) => ({ start: offset - REACH, end: offset + 1 + REACH });
  if (from === 'start' && after !== null) {
    const spans = [forwardSpan(after, size)];
    return before === null ? spans : [...spans, nearby(before)];
  }
  if (from === 'end' && before !== null) {
    const spans = [backwardSpan(before, size)];
    return after === null ? spans : [...spans, nearby(after)];
  }
  if (from === 'start') {
    // How far the list goes is not known: what one call brings tells, and the rest follows.
    const start = {
      start: 0,
      end: total === null ? Math.min(size, MAX_ROWS_PER_CALL) : Math.min(size, Math.max(total, 1)),
    };
    return before === null ? [start] : [start, nearby(before)];
  }
  if (total === null) return [{ start: 0, end: Math.min(size, MAX_ROWS_PER_CALL) }];
  const tail = { start: Math.max(0, total - size - REACH), end: total + REACH };
  return after === null ? [tail] : [tail, nearby(after)];
}

/** The rows after a cursor's row, and that row itself. */
function forwardSpan({ offset, anchor, total }: Cursor, size: number): Span {
  const span = { start: offset + 1, end: offset + 1 + size };
  if (anchor === null) return span;
  // Where several calls are needed anyway, none goes past the end that the cursor saw; what was added since follows.
  const end = size < MAX_ROWS_PER_CALL ? span.end : Math.min(span.end, Math.max(total, span.start));
  return overlapped({ start: offset, end });
}

/** The rows before a cursor's row, and that row itself. */
function backwardSpan({ offset, anchor }: Cursor, size: number): Span {
  const span = { start: Math.max(0, offset - size), end: offset };
  return anchor === null ? span : overlapped({ start: span.start, end: offset + 1 });
}

/** A few more rows on either side, as many as fit without a further call. */
function overlapped({ start, end }: Span): Span {
  const rows = end - start;
  const spare = Math.ceil(rows / MAX_ROWS_PER_CALL) * MAX_ROWS_PER_CALL - rows;
  const left = Math.min(REACH, start, spare >> 1);
  return { start: start - left, end: end + Math.min(REACH, spare - left) };
}

/** Either the rows of a request, or what to read to get there. `search`: the read looks for a row that has moved. */
export type Progress = { readonly window: Window } | { readonly read: readonly Span[]; readonly search: boolean };

/**
 * One step from what is known of a list towards the rows of a request: finds the cursors' rows, then the window between
 * them, then what of it is not read yet. Called again after each read.
 *
 * @param maySearch whether a further call may be spent on finding a row that has moved
 */
export function progress<Row>(request: WindowRequest, known: Snapshot<Row>, maySearch: boolean): Progress {
  const { after, before } = request;
  const afterSighting = after === null ? null : locate(after, known, 'forward');
  const beforeSighting = before === null ? null : locate(before, known, 'backward');
  const looks = [afterSighting?.look, beforeSighting?.look].filter((look) => look != null);
  if (looks.length > 0 && maySearch) return { read: looks, search: true };
  const window = between(request, known, afterSighting?.place, beforeSighting?.place);
  const missing = known.missing(window);
  return missing.length > 0 ? { read: missing, search: false } : { window };
}

/** EdgesToReturn of the Relay connection specification, on offsets. */
function between<Row>(
  { size, from }: WindowRequest,
  known: Snapshot<Row>,
  after: Place | undefined,
  before: Place | undefined,
): Window {
  const low = Math.min(after?.next ?? 0, known.end);
  // A `before` that does not stand behind `after` bounds nothing: its row is no longer among the edges.
  const high = before !== undefined && before.own >= low ? Math.min(before.own, known.end) : known.end;
  const start = from === 'start' ? low : Math.max(high - size, low);
  const end = from === 'start' ? Math.min(low + size, high) : high;
  const drifts = [after?.drift, before?.drift];
  return {
    start,
    end,
    total: known.total ?? 0,
    hasNextPage: end < known.end,
    hasPreviousPage: start > 0,
    drift: drifts.includes('LOST') ? 'LOST' : drifts.includes('REALIGNED') ? 'REALIGNED' : 'NONE',
  };
}

/** The cursor of the row at an offset, with the neighbours that are known of. A row that is not known: a plain place. */
export function cursorAt<Row>(list: ListDigest, known: Snapshot<Row>, offset: number): string {
  const print = known.print(offset);
  return encodeCursor(list, {
    offset,
    total: known.total ?? 0,
    anchor: print === 0 ? null : { print, secondPrint: known.secondPrint(offset) },
    before: print === 0 ? [] : neighbours(known, offset, -1),
    after: print === 0 ? [] : neighbours(known, offset, 1),
  });
}

function neighbours<Row>(known: Snapshot<Row>, offset: number, step: 1 | -1): number[] {
  const prints: number[] = [];
  for (let at = offset + step; prints.length < REACH; at += step) {
    const print = known.print(at);
    if (print === 0) break;
    prints.push(print);
  }
  return prints;
}
