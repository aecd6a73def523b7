import { damaged, ofAnotherList, PagingError } from './paging-error.ts';
import { checksum } from './snapshot/fingerprint.ts';

/** How many rows on each side of its own row a cursor remembers, and how far a page after a cursor overlaps it. */
export const REACH = 4;

/** The row a cursor stands on, as two 32-bit fingerprints of its identity. */
export interface Anchor {
  readonly print: number;
  readonly secondPrint: number;
}

/**
 * What a cursor remembers of its place in a list.
 *
 * `before` and `after` are fingerprints of the neighbours, nearest first, without gaps. A cursor without an anchor is a
 * plain place in the list (numbered pages have those): it means "row `offset`, whichever row that is now".
 */
export interface Cursor {
  readonly offset: number;
  /** The list's total when the cursor was made. */
  readonly total: number;
  readonly anchor: Anchor | null;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Bytes that stand for one list: its project, resource, parent and filters. */
export type ListDigest = Uint8Array;
export const DIGEST_BYTES = 6;

/** Of cursors in CFW's own order. */
export const VERSION = 1;
/** Of cursors in lists with an order of their own (`src/find/keyset-cursor.ts`). */
export const KEYSET_VERSION = 2;
/** Version, list, offset and total (6 bytes each), and the neighbour counts: `before` * 16 + `after`. */
const HEAD = 1 + DIGEST_BYTES + 6 + 6 + 1;
/** What stands for the counts in a cursor without an anchor. */
export const NO_ANCHOR = 0xff;
/** The check sum at the end. */
export const CHECK = 4;
/** The longest cursor here has all fingerprints. */
export const MAX_BYTES = HEAD + 4 * (2 + 2 * REACH) + CHECK;
/** The characters of the longest cursor of any version: a key and an id of 1,024 each, six bytes a character at worst. */
export const MAX_LENGTH = 32_768;

/**
 * Reads a cursor that was written for the same list.
 *
 * @throws PagingError when it is damaged, of another version, or belongs to another list
 */
export function decodeCursor(list: ListDigest, text: string, argument: 'after' | 'before'): Cursor {
  if (text.length > MAX_LENGTH) throw damaged(argument);
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < HEAD + CHECK || bytes.toString('base64url') !== text) throw damaged(argument);
  const end = bytes.length - CHECK;
  if (bytes.readUInt32BE(end) !== checksum(bytes, 0, end)) throw damaged(argument);
  if (bytes[0] === KEYSET_VERSION) throw ofAnotherList(argument);
  if (bytes[0] !== VERSION) throw damaged(argument);
  for (let index = 0; index < DIGEST_BYTES; index++) {
    if (bytes[1 + index] !== list[index]) throw ofAnotherList(argument);
  }
  const offset = bytes.readUIntBE(1 + DIGEST_BYTES, 6);
  const total = bytes.readUIntBE(1 + DIGEST_BYTES + 6, 6);
  const counts = bytes[HEAD - 1]!;
  if (counts === NO_ANCHOR) {
    if (end !== HEAD) throw damaged(argument);
    return { offset, total, anchor: null, before: [], after: [] };
  }
  const beforeEnd = 2 + (counts >> 4);
  const afterEnd = beforeEnd + (counts & 15);
  if (end !== HEAD + 4 * afterEnd || beforeEnd > 2 + REACH || afterEnd > beforeEnd + REACH) throw damaged(argument);
  const prints: number[] = [];
  for (let index = 0; index < afterEnd; index++) prints.push(bytes.readUInt32BE(HEAD + 4 * index));
  const anchor = { print: prints[0]!, secondPrint: prints[1]! };
  return { offset, total, anchor, before: prints.slice(2, beforeEnd), after: prints.slice(beforeEnd) };
}

/** Reads a cursor of whichever list; null when it is damaged, or not of this version. */
export function cursorOfAnyList(text: string): Cursor | null {
  try {
    return decodeCursor(Buffer.from(text, 'base64url').subarray(1, 1 + DIGEST_BYTES), text, 'after');
  } catch (error) {
    if (error instanceof PagingError) return null;
    throw error;
  }
}
