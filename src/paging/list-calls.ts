import type { Cursor } from './cursor.ts';
import { firstSpans, wholeSpan } from './first-spans.ts';
import { type PlannedPage, planPages, seamed } from './plan.ts';
import { clip, MAX_ROWS_PER_CALL, type Span, union } from './snapshot/span.ts';
import type { WindowRequest } from './window-arguments.ts';

/** What an operation asks of one list at one time. */
export interface ListQuestion {
  readonly windows: readonly WindowRequest[];
  /**
   * Whether the list is read to its end: by a walk that looks for rows, page after page, or by a scan, which learns by
   * the first call how long the list is.
   */
  readonly whole: 'no' | 'walk' | 'scan';
}

/** What it takes to answer it while the list stands still. */
export interface ListCalls {
  readonly calls: number;
  /** Of each window: its rows, and after how many rounds of calls they are there. */
  readonly answers: readonly { readonly rows: Span; readonly round: number }[];
}

/**
 * How many calls a list reader makes for a question, by going through its rounds without the rows.
 *
 * @param total how many rows the list has, or may have at most
 * @param latestTotal the total that the reader knows from before; null where there is none
 */
export function listCalls({ windows, whole }: ListQuestion, total: number, latestTotal: number | null): ListCalls {
  const [only, another] = windows;
  if (only !== undefined && another === undefined && whole === 'no' && isFirstPage(only)) {
    return { calls: 1, answers: [{ rows: rowsOf(only, total), round: 1 }] };
  }
  const rows = windows.map((request) => rowsOf(request, total));
  const answers: { rows: Span; round: number }[] = [];
  let known: readonly Span[] = [];
  let calls = 0;
  const wanted = (index: number, round: number): readonly Span[] => {
    const request = windows[index]!;
    if (round === 0) return firstSpans(request, latestTotal).filter(({ start, end }) => start < end);
    const unseen = [request.after, request.before].some((cursor) => isUnseen(cursor, known, total));
    if (unseen) return firstSpans(request, total).flatMap((span) => missing(span, known, total));
    const page = rows[index]!;
    return missing(page, known, total).length === 0 ? [] : missing(wholeSpan(request, page), known, total);
  };
  for (let round = 0; ; round++) {
    const spans = windows.flatMap((_, index) => {
      if (answers[index] !== undefined) return [];
      const needs = wanted(index, round);
      if (round > 0 && needs.length === 0) answers[index] = { rows: rows[index]!, round };
      return needs;
    });
    const rest = whole === 'no' ? [] : missing({ start: 0, end: total }, known, total);
    const isFirst = round === 0;
    if (!isFirst && spans.length === 0 && rest.length === 0) return { calls, answers };
    const walk = whole === 'walk' && (isFirst || rest.length > 0) ? (rest[0] ?? FIRST) : null;
    const wantedSpans = whole !== 'scan' ? spans : isFirst ? [FIRST] : [...spans, ...rest];
    const pages = pagesOf(wantedSpans, walk, windows, known);
    calls += pages.length;
    known = union([...known, ...pages.map(({ offset, limit }) => clip({ start: offset, end: offset + limit }, total))]);
  }
}

/** What most operations ask for. */
function isFirstPage({ from, size, after, before }: WindowRequest): boolean {
  return from === 'start' && size <= MAX_ROWS_PER_CALL && after === null && before === null;
}

const FIRST: Span = { start: 0, end: MAX_ROWS_PER_CALL };

/** The calls of one round, as `ListReader` plans them. */
function pagesOf(
  spans: readonly Span[],
  walk: Span | null,
  windows: readonly WindowRequest[],
  known: readonly Span[],
): readonly PlannedPage[] {
  const pages = planPages(spans);
  if (walk !== null && pages.length > 0) return pages.map((page, index) => filledUp(page, pages[index + 1]));
  if (walk !== null) return [{ offset: walk.start, limit: Math.min(MAX_ROWS_PER_CALL, walk.end - walk.start) }];
  if (pages.length > 0)
    return seamed(pages, (offset) => known.some(({ start, end }) => start <= offset && offset < end));
  return [{ offset: 0, limit: Math.min(MAX_ROWS_PER_CALL, Math.max(1, ...windows.map(({ size }) => size))) }];
}

function filledUp({ offset }: PlannedPage, next: PlannedPage | undefined): PlannedPage {
  return { offset, limit: Math.min(MAX_ROWS_PER_CALL, (next?.offset ?? Number.POSITIVE_INFINITY) - offset) };
}

/** The rows of a window where no row has moved: EdgesToReturn of the Relay connection specification, on offsets. */
function rowsOf({ size, from, after, before }: WindowRequest, total: number): Span {
  const low = after === null ? 0 : Math.min(after.offset + 1, total);
  const isBounded = before !== null && (after === null || before.offset > after.offset);
  const high = isBounded ? Math.min(before.offset, total) : total;
  const start = from === 'start' ? low : Math.max(high - size, low);
  return { start, end: Math.max(start, from === 'start' ? Math.min(low + size, high) : high) };
}

function isUnseen(cursor: Cursor | null, known: readonly Span[], total: number): boolean {
  if (cursor === null || cursor.anchor === null) return false;
  return missing({ start: cursor.offset, end: cursor.offset + 1 }, known, total).length > 0;
}

/** The rows of a span, within the list, that are not known yet. */
function missing(span: Span, known: readonly Span[], total: number): Span[] {
  const { start, end } = clip(span, total);
  const gaps: Span[] = [];
  let from = start;
  for (const one of known) {
    if (one.end <= from || one.start >= end) continue;
    if (one.start > from) gaps.push({ start: from, end: one.start });
    from = one.end;
  }
  if (from < end) gaps.push({ start: from, end });
  return gaps;
}
