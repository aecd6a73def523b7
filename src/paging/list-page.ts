import type { ListDigest } from './cursor.ts';
import { cursorAt, rowCursors } from './row-cursors.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Window } from './window.ts';

/** A page of a list, whichever order the list has. Cursors are made when they are asked for. */
export interface ListPage<Row> {
  readonly window: Window;
  readonly rows: readonly Row[];
  /** The cursors of the page's rows. */
  cursors(): readonly string[];
  /** The cursor of the row at any offset from 0 to `window.total - 1`. */
  cursorAt(offset: number): string;
}

/** A page of a list in CFW's order, cut from what is known of the list. */
export function pageOf<Row>(list: ListDigest, known: Snapshot<Row>, window: Window): ListPage<Row> {
  return {
    window,
    rows: known.slice(window),
    cursors: () => rowCursors(list, known, window),
    cursorAt: (offset) => cursorAt(list, known, offset),
  };
}
