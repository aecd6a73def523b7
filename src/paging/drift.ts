import type { Cursor } from './cursor.ts';
import { whereToLook } from './search.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL, type Span } from './snapshot/span.ts';

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

/** A place, and what to read next to be sure of it; `look` is null when nothing that could be read would change it. */
export interface Sighting {
  readonly place: Place;
  readonly look: Span | null;
}

/**
 * Finds the row of a cursor in what is known of its list.
 *
 * It rests on one assumption: rows that survive keep their order among themselves. Then the row, its remembered
 * neighbours and the two ends of the list stand in the order in which the cursor remembers them, and whatever stands
 * between two of them is new. The row is where its fingerprint is. If it is gone, its place is between the nearest
 * neighbour before it and the nearest after it that still stand, and that is certain only when every row between those
 * two is known: otherwise the row itself, or a nearer neighbour, may stand where nothing has been read yet. As many rows
 * as one call brings beside one neighbour will do: that many new ones in one place are taken to be impossible.
 */
export function locate<Row>(cursor: Cursor, known: Snapshot<Row>, direction: 'forward' | 'backward'): Sighting {
  const { anchor, offset } = cursor;
  if (anchor === null) return certain(offset + 1, offset, 'NONE');

  const isAnchor = (at: number) => known.print(at) === anchor.print && known.secondPrint(at) === anchor.secondPrint;
  if (isAnchor(offset)) return certain(offset + 1, offset, 'NONE');
  const found = nearestTo(offset, known.find(anchor.print).filter(isAnchor));
  if (found !== null) return certain(found + 1, found, 'REALIGNED');

  const before = standing(cursor.before, known, offset);
  const after = standing(cursor.after, known, offset);
  const drift: Drift = before === null && after === null ? 'LOST' : 'REALIGNED';
  // The ends of the list stand too, where the cursor remembers every row up to them.
  const floor = before ?? (cursor.before.length === offset ? -1 : null);
  const ceiling = after ?? (offset + 1 + cursor.after.length === cursor.total ? known.end : null);

  if (floor !== null && ceiling !== null && floor < ceiling && known.covers({ start: floor + 1, end: ceiling })) {
    return certain(floor + 1, ceiling, drift);
  }
  const farRight = before === null ? known.end : before + 1 + MAX_ROWS_PER_CALL;
  if (floor !== null && known.covers({ start: floor + 1, end: farRight })) return certain(floor + 1, floor + 1, drift);
  const farLeft = after === null ? 0 : after - MAX_ROWS_PER_CALL;
  if (ceiling !== null && known.covers({ start: farLeft, end: ceiling })) return certain(ceiling, ceiling, drift);

  const look = whereToLook(cursor, known, direction, { before, after });
  if (before !== null) return { place: { next: before + 1, own: before + 1, drift }, look };
  if (after !== null) return { place: { next: after, own: after, drift }, look };
  return { place: { next: offset + 1, own: offset, drift }, look };
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

function certain(next: number, own: number, drift: Drift): Sighting {
  return { place: { next, own, drift }, look: null };
}
