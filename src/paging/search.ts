import type { Cursor } from './cursor.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL, type Span } from './snapshot/span.ts';

/** Beyond this change of the total, the place it predicts and the old place do not fit into one call. */
const NEAR = 512;
/** How far a search reads to the other side of where it expects the row. */
const MARGIN = 128;

/**
 * Where to read next for a cursor's row that is not among the rows known: beside a neighbour that was found; else where
 * the change of the total says; else outward from there. Null when every row of the list is known.
 *
 * @param found where the nearest remembered neighbours on either side stand
 */
export function whereToLook<Row>(
  cursor: Cursor,
  known: Snapshot<Row>,
  direction: 'forward' | 'backward',
  found: { readonly before: number | null; readonly after: number | null },
): Span | null {
  const gaps = known.missing({ start: 0, end: known.end });
  const { before, after } = found;
  const rightOf = before === null ? undefined : gaps.find(({ start }) => start > before);
  if (rightOf !== undefined) return headOf(rightOf);
  const leftOf = after === null ? undefined : gaps.findLast(({ end }) => end <= after);
  if (leftOf !== undefined) return tailOf(leftOf);

  const moved = known.end - cursor.total;
  const expected = cursor.offset + moved;
  // The rows may have come or gone before the row or after it: it is between its old place and the one expected.
  const low = (Math.abs(moved) <= NEAR ? Math.min(cursor.offset, expected) : expected) - MARGIN;
  const high = (Math.abs(moved) <= NEAR ? Math.max(cursor.offset, expected) : expected) + MARGIN;
  if (!known.covers({ start: low, end: high })) {
    // The page itself follows the row in the direction of paging, so the rest of the call is spent there.
    const wished = direction === 'forward' ? low : high - MAX_ROWS_PER_CALL;
    const start = Math.max(0, Math.min(wished, known.end - MAX_ROWS_PER_CALL));
    return { start, end: Math.min(start + MAX_ROWS_PER_CALL, known.end) };
  }
  const distance = ({ start, end }: Span) => Math.max(start - expected, expected - end, 0);
  const nearest = gaps.reduce<Span | null>(
    (best, gap) => (best === null || distance(gap) < distance(best) ? gap : best),
    null,
  );
  if (nearest === null) return null;
  return nearest.start >= expected ? headOf(nearest) : tailOf(nearest);
}

function headOf({ start, end }: Span): Span {
  return { start, end: Math.min(end, start + MAX_ROWS_PER_CALL) };
}

function tailOf({ start, end }: Span): Span {
  return { start: Math.max(start, end - MAX_ROWS_PER_CALL), end };
}
