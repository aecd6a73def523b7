import { type Cursor, cursorOfAnyList } from '../paging/cursor.ts';
import { listCalls } from '../paging/list-calls.ts';
import { DEFAULT_PAGE_SIZE, type WindowRequest } from '../paging/window-arguments.ts';
import type { Arguments } from './reads.ts';
import { isAny } from './variable-values.ts';

/** A list so long that no page gets to its end. */
export const ENDLESS = 1e9;

/**
 * The window that the arguments of a connection ask for; null where the list refuses them without a call. Where they are
 * not known yet, the window that costs most.
 */
export function windowOf(args: Arguments, maxPageSize: number): WindowRequest | null {
  const { first, last, after, before } = args;
  const isGiven = (count: unknown) => count != null && !isAny(count);
  if (isGiven(first) && isGiven(last)) return null;
  if ([first, last, after, before].some(isAny)) return costliestOf(args, maxPageSize);
  const size = first ?? last ?? Math.min(DEFAULT_PAGE_SIZE, maxPageSize);
  if (!isCount(size, maxPageSize)) return null;
  const start = cursorOf(after);
  const end = cursorOf(before);
  if (start === undefined || end === undefined) return null;
  const fromEnd = last != null || (first == null && end !== null && start === null);
  return { size, from: fromEnd ? 'end' : 'start', after: start, before: end };
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

/** Undefined for what is no cursor. */
function cursorOf(text: unknown): Cursor | null | undefined {
  if (text == null) return null;
  return typeof text === 'string' ? (cursorOfAnyList(text) ?? undefined) : undefined;
}

/** A row far from both ends of the list, and one far behind it. */
const FAR: Cursor = {
  offset: ENDLESS / 4,
  total: ENDLESS,
  anchor: { print: 0, secondPrint: 0 },
  before: [],
  after: [],
};
const FARTHER: Cursor = { ...FAR, offset: ENDLESS / 2 };

/** Of the windows that unknown arguments may come to, the one that costs most. */
function costliestOf({ first, last, after, before }: Arguments, maxPageSize: number): WindowRequest {
  const sizeOf = (count: unknown): number => (isCount(count, maxPageSize) ? count : maxPageSize);
  const windows: WindowRequest[] = [];
  for (const start of placesOf(after, FAR)) {
    for (const end of placesOf(before, FARTHER)) {
      // The two counts exclude each other, so that one that is not known may as well be left out.
      if (last == null || isAny(last)) {
        const size = first == null ? Math.min(DEFAULT_PAGE_SIZE, maxPageSize) : sizeOf(first);
        windows.push({
          size,
          from: first == null && end !== null && start === null ? 'end' : 'start',
          after: start,
          before: end,
        });
      }
      if (last != null && (first == null || isAny(first))) {
        windows.push({ size: sizeOf(last), from: 'end', after: start, before: end });
      }
    }
  }
  const cost = (request: WindowRequest) => listCalls({ windows: [request], whole: 'no' }, ENDLESS, null).calls;
  return windows.reduce((most, one) => (cost(one) > cost(most) ? one : most));
}

/** What a cursor may be that is not known yet; a known one that is damaged counts as none. */
function placesOf(text: unknown, far: Cursor): readonly (Cursor | null)[] {
  return isAny(text) ? [null, far] : [cursorOf(text) ?? null];
}
