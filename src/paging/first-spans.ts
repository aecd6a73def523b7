import { type Cursor, REACH } from './cursor.ts';
import { MAX_ROWS_PER_CALL, type Span } from './snapshot/span.ts';
import type { WindowRequest } from './window-arguments.ts';

/**
 * What to read first for a request: where its rows stand if the list has not moved, its cursors' rows among them, and a
 * few rows on either side as long as that costs no further call. Empty where only a total can tell (`last` alone).
 *
 * @param latestTotal the total the list had lately, when that is known
 */
export function firstSpans(request: WindowRequest, latestTotal: number | null): Span[] {
  const { size, from, after, before } = request;
  const total = latestTotal ?? after?.total ?? before?.total ?? null;
  // A `before` that does not stand behind `after` bounds nothing. It still has to be looked for: it may have moved.
  const bound = after !== null && before !== null && before.offset <= after.offset ? null : before;
  const rows = from === 'start' ? firstRows(size, after, total) : lastRows(size, bound, total);
  const origin = from === 'start' ? after : bound;
  const others = [after, before].filter((cursor) => cursor !== origin).filter((cursor) => cursor !== null);
  return [betweenCursors(rows, after, bound), ...others.map(nearby)];
}

/**
 * What to read for a window whose place is known: its rows, the row of the cursor that they adjoin, and a few more where
 * `firstSpans` would have read them. So a cursor remembers as much when the list's total, or a row that has moved, had to
 * be found first.
 */
export function wholeSpan({ from, after, before }: WindowRequest, { start, end }: Span): Span {
  const origin = from === 'start' ? after : before;
  if (origin === null) return from === 'start' ? { start, end } : overlapped({ start, end });
  if (origin.anchor === null) return { start, end };
  return overlapped(from === 'start' ? { start: Math.max(0, start - 1), end } : { start, end: end + 1 });
}

function firstRows(size: number, after: Cursor | null, total: number | null): Span {
  // Without a cursor there is no row to find again: exactly the rows, in no more calls than the list filled lately.
  if (after === null) return { start: 0, end: Math.min(size, endOfCalls(0, total ?? 1)) };
  const { offset, anchor } = after;
  const next = offset + 1;
  if (anchor === null) return { start: next, end: Math.min(next + size, endOfCalls(next, total ?? 0)) };
  return overlapped({ start: offset, end: Math.min(next + size, endOfCalls(offset, total ?? 0, 2 * REACH)) });
}

function lastRows(size: number, before: Cursor | null, total: number | null): Span {
  if (before === null) return overlapped({ start: Math.max(0, (total ?? 0) - size), end: total ?? 0 });
  const { offset, anchor } = before;
  const start = Math.max(0, offset - size);
  return anchor === null ? { start, end: offset } : overlapped({ start, end: offset + 1 });
}

/**
 * How far to read from `start`, however much is asked for: what one call brings, or as many as it takes to the end of the
 * list and a few rows more. `room`: the rows that one call should leave for others.
 */
function endOfCalls(start: number, total: number, room = 0): number {
  const calls = Math.max(1, Math.ceil((total - start) / MAX_ROWS_PER_CALL));
  return Math.min(start + calls * MAX_ROWS_PER_CALL, Math.max(start + MAX_ROWS_PER_CALL - room, total + REACH));
}

/** A few more rows on either side, as many as fit without a further call. */
function overlapped({ start, end }: Span): Span {
  const rows = end - start;
  const spare = Math.ceil(rows / MAX_ROWS_PER_CALL) * MAX_ROWS_PER_CALL - rows;
  const left = Math.min(REACH, start, spare >> 1);
  return { start: start - left, end: end + Math.min(REACH, spare - left) };
}

/** The part of a span that may stand between two cursors. */
function betweenCursors(span: Span, after: Cursor | null, before: Cursor | null): Span {
  const start = after === null ? 0 : nearby(after).start;
  const end = before === null ? Number.POSITIVE_INFINITY : nearby(before).end;
  return { start: Math.max(span.start, start), end: Math.min(span.end, end) };
}

/** Where a cursor's row stood, and its remembered neighbours. Nothing for a cursor that has no row. */
function nearby({ offset, anchor }: Cursor): Span {
  return anchor === null
    ? { start: offset, end: offset }
    : { start: Math.max(0, offset - REACH), end: offset + 1 + REACH };
}
