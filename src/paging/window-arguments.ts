import { type Cursor, decodeCursor, type ListDigest } from './cursor.ts';
import { PagingError } from './paging-error.ts';

/** The rows of a connection that asks for no count. */
export const DEFAULT_PAGE_SIZE = 50;
const MAX_INT = 0x7fffffff;

/** A connection's arguments, as GraphQL gives them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which rows a connection asks for: `size` of them, from the start or the end of the range between two cursors. */
export interface WindowRequest {
  readonly size: number;
  readonly from: 'start' | 'end';
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/**
 * Checks a connection's arguments and reads its cursors.
 *
 * @throws PagingError for both counts, a negative count, one above `maxPageSize`, a cursor that is damaged or of another
 *   list, and for rows past the offsets that GraphQL's Int can name
 */
export function parseWindow(args: PageArguments, list: ListDigest, maxPageSize: number): WindowRequest {
  const { first, last } = args;
  if (first != null && last != null) {
    throw new PagingError(
      'last',
      `Pass either \`first\` or \`last\`, not both; the one you pass may be up to ${maxPageSize}.`,
    );
  }
  checkCount('first', first, maxPageSize);
  checkCount('last', last, maxPageSize);
  const after = args.after == null ? null : decodeCursor(list, args.after, 'after');
  const before = args.before == null ? null : decodeCursor(list, args.before, 'before');
  const size = first ?? last ?? Math.min(DEFAULT_PAGE_SIZE, maxPageSize);
  if (after !== null) checkReach('after', after.offset + size);
  if (before !== null) checkReach('before', before.offset);
  const fromEnd = last != null || (first == null && before !== null && after === null);
  return { size, from: fromEnd ? 'end' : 'start', after, before };
}

function checkCount(argument: string, count: number | null | undefined, max: number): void {
  if (count == null || (count >= 0 && count <= max)) return;
  throw new PagingError(argument, `\`${argument}\` must be between 0 and ${max}; it is ${count}.`);
}

function checkReach(argument: string, offset: number): void {
  if (offset < MAX_INT) return;
  throw new PagingError(
    argument,
    `\`${argument}\` and the count reach past row ${MAX_INT}, the last one that can be asked for.`,
  );
}
