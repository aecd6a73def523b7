import { type Cursor, REACH } from './cursor.ts';
import type { Snapshot } from './snapshot.ts';
import { clip, MAX_ROWS_PER_CALL, type Span } from './span.ts';

/** How a page relates to its cursor: the row stood where it was; it was found elsewhere; nothing remembered was found. */
export type Drift = 'NONE' | 'REALIGNED' | 'LOST';

/** Where a cursor's row stands now. */
export interface Place {
  /** The offset of the first row after the cursor's row. */
  readonly next: number;
  /** The offset that the rows before the cursor's row end at: its own, or the gap it left. */
  readonly own: number;
  readonly drift: Drift;
}

/** A place, and what to read next to be sure of it; `look` is null when it is certain. */
export interface Sighting {
  readonly place: Place;
  readonly look: Span | null;
}

/** Beyond this change of the total, the place it predicts and the old place do not fit into one call. */
const NEAR = 512;
/** How far a search reads to the other side of where it expects the row. */
const MARGIN = 128;

/**
 * Finds the row of a cursor in what is known of its list.
 *
 * It rests on one assumption: rows that survive keep their order among themselves. Then the row, its remembered
 * neighbours and the two ends of the list stand in the order in which the cursor remembers them, and whatever stands
 * between two of them is new. The row is where its fingerprint is. If it is gone, its place is between the nearest
 * neighbour before it and the nearest after it that still stand, and that is certain only when every row between those
 * two is known: otherwise the row itself, or a nearer neighbour, may stand where nothing has been read yet.
 */
export function locate<Row>(cursor: Cursor, known: Snapshot<Row>, direction: 'forward' | 'backward'): Sighting {
  const { anchor, offset } = cursor;
  if (anchor === null) return certain({ next: offset + 1, own: offset, drift: 'NONE' });
  if (known.total === null) return { place: asRemembered(cursor), look: around(offset) };

  const isAnchor = (at: number) => known.print(at) === anchor.print && known.secondPrint(at) === anchor.secondPrint;
  if (isAnchor(offset)) return certain({ next: offset + 1, own: offset, drift: 'NONE' });
  const found = nearestTo(offset, known.find(anchor.print).filter(isAnchor));
  if (found !== null) return certain({ next: found + 1, own: found, drift: 'REALIGNED' });
  if (known.missing(around(offset)).length > 0) return { place: asRemembered(cursor), look: around(offset) };

  const before = standing(cursor.before, known, offset);
  const after = standing(cursor.after, known, offset);
  const drift: Drift = before === null && after === null ? 'LOST' : 'REALIGNED';
  // The ends of the list stand too, where the cursor remembers every row up to them.
  const floor = before ?? (cursor.before.length === offset ? -1 : null);
  const ceiling = after ?? (offset + 1 + cursor.after.length === cursor.total ? known.end : null);

  if (floor !== null && ceiling !== null && floor < ceiling && known.covers({ start: floor + 1, end: ceiling })) {
    return certain({ next: floor + 1, own: ceiling, drift });
  }
  if (floor !== null && known.covers({ start: floor + 1, end: known.end })) {
    return certain({ next: floor + 1, own: floor + 1, drift });
  }
  if (ceiling !== null && known.covers({ start: 0, end: ceiling })) {
    return certain({ next: ceiling, own: ceiling, drift });
  }
  const place =
    before !== null
      ? { next: before + 1, own: before + 1, drift }
      : after !== null
        ? { next: after, own: after, drift }
        : asRemembered(cursor);
  return { place, look: whereToLook(cursor, known, direction, before, after) };
}

/** Where to read next: beside a neighbour that was found; else where the change of the total says; else outward. */
function whereToLook<Row>(
  cursor: Cursor,
  known: Snapshot<Row>,
  direction: 'forward' | 'backward',
  before: number | null,
  after: number | null,
): Span | null {
  const gaps = known.missing({ start: 0, end: known.end });
  if (gaps.length === 0) return null;
  if (before !== null) {
    const gap = gaps.find(({ start }) => start > before) ?? gaps.at(-1)!;
    return { start: gap.start, end: Math.min(gap.end, gap.start + MAX_ROWS_PER_CALL) };
  }
  if (after !== null) {
    const gap = gaps.findLast(({ end }) => end <= after) ?? gaps[0]!;
    return { start: Math.max(gap.start, gap.end - MAX_ROWS_PER_CALL), end: gap.end };
  }
  const moved = known.end - cursor.total;
  const expected = cursor.offset + moved;
  const near = Math.abs(moved) <= NEAR;
  const low = (near ? Math.min(cursor.offset, expected) : expected) - MARGIN;
  const high = (near ? Math.max(cursor.offset, expected) : expected) + MARGIN;
  const guess =
    direction === 'forward'
      ? { start: Math.max(low, 0), end: Math.max(low, 0) + MAX_ROWS_PER_CALL }
      : { start: Math.max(high - MAX_ROWS_PER_CALL, 0), end: high };
  const likely = clip(guess, known.end);
  if (known.missing({ start: low, end: high }).length > 0) return likely;
  const distance = ({ start, end }: Span) => Math.max(start - expected, expected - end, 0);
  const nearest = gaps.reduce((best, gap) => (distance(gap) < distance(best) ? gap : best));
  return nearest.start >= expected
    ? { start: nearest.start, end: Math.min(nearest.end, nearest.start + MAX_ROWS_PER_CALL) }
    : { start: Math.max(nearest.start, nearest.end - MAX_ROWS_PER_CALL), end: nearest.end };
}

/** The offset of the nearest remembered neighbour that stands in what is known. */
function standing<Row>(prints: readonly number[], known: Snapshot<Row>, offset: number): number | null {
  for (const print of prints) {
    const at = nearestTo(offset, known.find(print));
    if (at !== null) return at;
  }
  return null;
}

function nearestTo(offset: number, candidates: readonly number[]): number | null {
  return candidates.reduce<number | null>(
    (best, at) => (best === null || Math.abs(at - offset) < Math.abs(best - offset) ? at : best),
    null,
  );
}

function around(offset: number): Span {
  return { start: Math.max(0, offset - REACH), end: offset + 1 + REACH };
}

function asRemembered({ offset }: Cursor): Place {
  return { next: offset + 1, own: offset, drift: 'LOST' };
}

function certain(place: Place): Sighting {
  return { place, look: null };
}
