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
const HEAD = 1 + DIGEST_BYTES + 6 + 6 + 1;
const CHECK = 4;
const MAX_NUMBER = 2 ** 48 - 1;
/** The longest cursor here has all fingerprints. */
export const MAX_BYTES = HEAD + 4 * (2 + 2 * REACH) + CHECK;
/** The characters of the longest cursor of any version: a key and an id of 1,024 each, six bytes a character at worst. */
export const MAX_LENGTH = 32_768;

/**
 * Writes a cursor: base64url of version, list, offset and total (6 bytes each), neighbour counts, fingerprints and a
 * check sum. At most 86 characters. No secret: whoever forges one reads only what the caller's credentials may read.
 */
export function encodeCursor(list: ListDigest, { offset, total, anchor, before, after }: Cursor): string {
  const bytes = Buffer.allocUnsafe(MAX_BYTES);
  let at = writeHead(bytes, 0, list, offset, total, anchor === null ? NO_ANCHOR : before.length * 16 + after.length);
  if (anchor !== null) {
    for (const print of [anchor.print, anchor.secondPrint, ...before, ...after]) at = writePrint(bytes, at, print);
  }
  return bytes.toString('base64url', 0, writeCheck(bytes, 0, at));
}

/** What stands for the neighbour counts (`before` * 16 + `after`) in a cursor without an anchor. */
export const NO_ANCHOR = 0xff;

/*
 * The parts of a cursor's bytes, for whoever writes many of them. Each writes from `at` on and gives where it ended:
 * the head, then the fingerprints (anchor, second, `before`, `after`), then the check sum over what began at `start`.
 */

export function writeHead(
  bytes: Uint8Array,
  start: number,
  list: ListDigest,
  offset: number,
  total: number,
  counts: number,
): number {
  bytes[start] = VERSION;
  for (let index = 0; index < DIGEST_BYTES; index++) bytes[start + 1 + index] = list[index]!;
  const at = writeNumber(bytes, writeNumber(bytes, start + 1 + DIGEST_BYTES, offset), total);
  bytes[at] = counts;
  return at + 1;
}

export function writeCheck(bytes: Uint8Array, start: number, at: number): number {
  return writePrint(bytes, at, checksum(bytes, start, at));
}

export function writePrint(bytes: Uint8Array, at: number, print: number): number {
  bytes[at] = print >>> 24;
  bytes[at + 1] = print >>> 16;
  bytes[at + 2] = print >>> 8;
  bytes[at + 3] = print;
  return at + 4;
}

/** Six bytes; a larger number is written as the largest. */
function writeNumber(bytes: Uint8Array, at: number, number: number): number {
  const fitting = Math.min(number, MAX_NUMBER);
  const high = Math.floor(fitting / 2 ** 32);
  bytes[at] = high >>> 8;
  bytes[at + 1] = high;
  return writePrint(bytes, at + 2, fitting >>> 0);
}

/**
 * Reads a cursor that `encodeCursor` wrote for the same list.
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
