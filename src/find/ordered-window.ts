import type { ListDigest } from '../paging/cursor.ts';
import type { Window } from '../paging/window.ts';
import { type PageArguments, parseWindow } from '../paging/window-arguments.ts';
import { decodeKeysetCursor, type KeysetCursor } from './keyset-cursor.ts';
import type { OrderedList } from './ordered-list.ts';
import { isBehind } from './position.ts';

/** Which rows of an ordered list a connection asks for. As `WindowRequest`, but for its cursors. */
export interface OrderedRequest {
  readonly size: number;
  readonly from: 'start' | 'end';
  readonly after: KeysetCursor | null;
  readonly before: KeysetCursor | null;
}

/**
 * Checks a connection's arguments and reads its cursors, as `parseWindow` does for a list in CFW's order.
 *
 * @throws PagingError for both counts, a count out of bounds, and a cursor that is damaged or of another list
 */
export function readOrderedRequest(
  { first, last, after, before }: PageArguments,
  list: ListDigest,
  maxPageSize: number,
): OrderedRequest {
  const { size } = parseWindow({ first, last }, list, maxPageSize);
  const isFromEnd = last != null || (first == null && before != null && after == null);
  return {
    size,
    from: isFromEnd ? 'end' : 'start',
    after: after == null ? null : decodeKeysetCursor(list, after, 'after'),
    before: before == null ? null : decodeKeysetCursor(list, before, 'before'),
  };
}

/**
 * EdgesToReturn of the Relay connection specification, on places in an order. `before` bounds the range unless it does
 * not stand behind `after`: then its row is not among the edges any more when the text looks for it.
 */
export function orderedWindow<Row>(
  { size, from, after, before }: OrderedRequest,
  list: OrderedList<Row>,
  isDescending: boolean,
): Window {
  const afterStanding = after === null ? null : list.standing(after);
  const beforeStanding = before === null ? null : list.standing(before);
  const isBounded = before !== null && (after === null || isBehind(before, after, isDescending));
  const low = afterStanding?.next ?? 0;
  const high = isBounded ? beforeStanding!.own : list.length;
  const start = from === 'start' ? low : Math.max(high - size, low);
  const end = from === 'start' ? Math.min(low + size, high) : high;
  return {
    start,
    end,
    total: list.length,
    hasNextPage: end < list.length,
    hasPreviousPage: start > 0,
    drift: [afterStanding, beforeStanding].some((standing) => standing?.drift === 'REALIGNED') ? 'REALIGNED' : 'NONE',
  };
}
