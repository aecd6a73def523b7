import { checksum } from './fingerprint.ts';
import { PagingError } from './paging-error.ts';

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

const VERSION = 1;
const HEAD = 1 + DIGEST_BYTES + 6 + 6 + 1;
const CHECK = 4;
const MAX_NUMBER = 2 ** 48 - 1;
/** The longest cursor there is: all fingerprints, in base64url. */
const MAX_LENGTH = Math.ceil(((HEAD + 4 * (2 + 2 * REACH) + CHECK) * 4) / 3);

/**
 * Writes a cursor: base64url of version, list, offset and total (6 bytes each), neighbour counts, fingerprints and a
 * check sum. At most 86 characters. No secret: whoever forges one reads only what the caller's credentials may read.
 */
export function encodeCursor(list: ListDigest, cursor: Cursor): string {
  const { anchor, before, after } = cursor;
  const prints = anchor === null ? 0 : 2 + before.length + after.length;
  const bytes = Buffer.allocUnsafe(HEAD + 4 * prints + CHECK);
  bytes[0] = VERSION;
  bytes.set(list, 1);
  let at = bytes.writeUIntBE(Math.min(cursor.offset, MAX_NUMBER), 1 + DIGEST_BYTES, 6);
  at = bytes.writeUIntBE(Math.min(cursor.total, MAX_NUMBER), at, 6);
  at = bytes.writeUInt8(anchor === null ? 0xff : before.length * 16 + after.length, at);
  if (anchor !== null) {
    at = bytes.writeUInt32BE(anchor.print, at);
    at = bytes.writeUInt32BE(anchor.secondPrint, at);
    for (const print of before) at = bytes.writeUInt32BE(print, at);
    for (const print of after) at = bytes.writeUInt32BE(print, at);
  }
  bytes.writeUInt32BE(checksum(bytes, at), at);
  return bytes.toString('base64url');
}

/**
 * Reads a cursor that `encodeCursor` wrote for the same list.
 *
 * @throws PagingError when it is damaged, of another version, or belongs to another list
 */
export function decodeCursor(list: ListDigest, text: string, argument: 'after' | 'before'): Cursor {
  const damaged = () =>
    new PagingError(
      argument,
      `\`${argument}\` is not a cursor of this API. Pass a cursor that a page of this list gave.`,
    );
  if (text.length > MAX_LENGTH) throw damaged();
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < HEAD + CHECK || bytes.toString('base64url') !== text) throw damaged();
  const end = bytes.length - CHECK;
  if (bytes[0] !== VERSION || bytes.readUInt32BE(end) !== checksum(bytes, end)) throw damaged();
  if (!list.every((byte, index) => bytes[1 + index] === byte)) {
    throw new PagingError(
      argument,
      `\`${argument}\` is a cursor of another list. A cursor belongs to one list: its firewall or object, list type and filters.`,
    );
  }
  const offset = bytes.readUIntBE(1 + DIGEST_BYTES, 6);
  const total = bytes.readUIntBE(1 + DIGEST_BYTES + 6, 6);
  const counts = bytes[HEAD - 1]!;
  const beforeCount = counts === 0xff ? 0 : counts >> 4;
  const afterCount = counts === 0xff ? 0 : counts & 15;
  const prints = counts === 0xff ? 0 : 2 + beforeCount + afterCount;
  if (end !== HEAD + 4 * prints || beforeCount > REACH || afterCount > REACH) throw damaged();
  const printAt = (index: number) => bytes.readUInt32BE(HEAD + 4 * index);
  return {
    offset,
    total,
    anchor: counts === 0xff ? null : { print: printAt(0), secondPrint: printAt(1) },
    before: Array.from({ length: beforeCount }, (_, index) => printAt(2 + index)),
    after: Array.from({ length: afterCount }, (_, index) => printAt(2 + beforeCount + index)),
  };
}
