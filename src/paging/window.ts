import type { Cursor } from './cursor.ts';
import { type Drift, locate, type Place } from './drift.ts';
import { firstSpans, wholeSpan } from './first-spans.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Span } from './snapshot/span.ts';
import type { WindowRequest } from './window-arguments.ts';

/** The rows a connection gets: offsets in the list as it stands now. */
export interface Window extends Span {
  readonly total: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly drift: Drift;
}

/** Either the rows of a request, or what to read to get there. `search`: the read looks for a row that has moved. */
export type Progress = { readonly window: Window } | { readonly read: readonly Span[]; readonly search: boolean };

/**
 * One step from what is known of a list towards the rows of a request: finds the cursors' rows, then the window between
 * them, then what of it is not read yet. Called again after each read. The list's total must be known.
 *
 * @param maySearch whether further calls may be spent on finding rows that have moved
 */
export function progress<Row>(request: WindowRequest, known: Snapshot<Row>, maySearch: boolean): Progress {
  const { after, before } = request;
  if (isUnseen(after, known) || isUnseen(before, known)) {
    const read = firstSpans(request, known.total).flatMap((span) => known.missing(span));
    return { read, search: false };
  }
  const afterSighting = after === null ? null : locate(after, known, 'forward');
  const beforeSighting = before === null ? null : locate(before, known, 'backward');
  const looks = [afterSighting?.look, beforeSighting?.look].filter((look) => look != null);
  if (looks.length > 0 && maySearch) return { read: looks, search: true };
  const window = between(request, known, afterSighting?.place, beforeSighting?.place);
  if (known.covers(window)) return { window };
  return { read: known.missing(wholeSpan(request, window)), search: false };
}

/** Whether nothing has been read yet where a cursor's row stood. */
function isUnseen<Row>(cursor: Cursor | null, known: Snapshot<Row>): boolean {
  if (cursor === null || cursor.anchor === null) return false;
  return !known.covers({ start: cursor.offset, end: cursor.offset + 1 });
}

/** EdgesToReturn of the Relay connection specification, on offsets. */
function between<Row>(
  request: WindowRequest,
  known: Snapshot<Row>,
  after: Place | undefined,
  before: Place | undefined,
): Window {
  const { size, from } = request;
  const low = Math.min(after?.next ?? 0, known.end);
  const high = isBounded(request, after, before) ? Math.min(before?.own ?? known.end, known.end) : known.end;
  const start = from === 'start' ? low : Math.max(high - size, low);
  const end = from === 'start' ? Math.min(low + size, high) : high;
  const drifts = [after?.drift, before?.drift, known.isMixed ? 'LOST' : 'NONE'];
  return {
    start,
    end,
    total: known.total ?? 0,
    hasNextPage: end < known.end,
    hasPreviousPage: start > 0,
    drift: drifts.includes('LOST') ? 'LOST' : drifts.includes('REALIGNED') ? 'REALIGNED' : 'NONE',
  };
}

/** Whether `before` bounds the range. One that does not stand behind `after` is not among the edges any more. */
function isBounded(request: WindowRequest, after: Place | undefined, before: Place | undefined): boolean {
  if (after === undefined || before === undefined || before.next !== after.next) {
    return before !== undefined && before.next > (after?.next ?? -1);
  }
  // Both rows are gone from the same gap: they stood as their cursors say.
  return (request.before?.offset ?? 0) > (request.after?.offset ?? 0);
}
