import { type ListPage, pageOf } from '../paging/list-page.ts';
import { Snapshot } from '../paging/snapshot/snapshot.ts';
import { progress, type Window } from '../paging/window.ts';
import { type PageArguments, parseWindow, type WindowRequest } from '../paging/window-arguments.ts';
import { OrderedList } from './ordered-list.ts';
import { type OrderedRequest, orderedWindow, readOrderedRequest } from './ordered-window.ts';
import type { Order, Question } from './question.ts';
import type { Scan } from './scan.ts';

/** A checked request for a page: what answers it from a scan of the list, and the rows it asks for. */
export interface FoundRequest<Row> {
  readonly size: number;
  /** A page of the rows that match. Offsets count those rows, in the order that was asked for. */
  answer(scan: Scan<Row>): ListPage<Row>;
}

/**
 * Reads the arguments of a page of what a question finds.
 *
 * @throws PagingError for both counts, a count out of bounds, and a cursor that is damaged or of another list, filter or
 *   order
 */
export function readFoundRequest<Row>(
  question: Question<Row>,
  args: PageArguments,
  maxPageSize: number,
): FoundRequest<Row> {
  const { order, digest } = question;
  if (order === null) {
    const request = parseWindow(args, digest, maxPageSize);
    return { size: request.size, answer: (scan) => keptPage(question, request, scan) };
  }
  const request = readOrderedRequest(args, digest, maxPageSize);
  return { size: request.size, answer: (scan) => orderedPage(question, order, request, scan) };
}

/** In CFW's order, what matches is a list as any other, and its cursors are those of any other. */
function keptPage<Row>({ conditions, digest }: Question<Row>, request: WindowRequest, scan: Scan<Row>): ListPage<Row> {
  const rows = scan.matching(conditions).map((offset) => scan.rows[offset]!);
  const known = Snapshot.empty<Row>(scan.identify).with({ offset: 0, total: rows.length, rows });
  const step = progress(request, known, false);
  if (!('window' in step)) throw new Error('A list that is known as a whole has nothing left to read.');
  return pageOf(digest, known, told(step.window, scan));
}

function orderedPage<Row>(
  { conditions, digest }: Question<Row>,
  order: Order<Row>,
  request: OrderedRequest,
  scan: Scan<Row>,
): ListPage<Row> {
  const list = new OrderedList(scan, scan.matching(conditions), order);
  const window = orderedWindow(request, list, order.isDescending);
  const cursorAt = (offset: number) => list.cursorAt(digest, offset);
  return {
    window: told(window, scan),
    rows: list.slice(window.start, window.end),
    cursors: () => Array.from({ length: window.end - window.start }, (_, index) => cursorAt(window.start + index)),
    cursorAt,
  };
}

function told<Row>(window: Window, { isMixed }: Scan<Row>): Window {
  return isMixed ? { ...window, drift: 'LOST' } : window;
}
