import { DIGEST_BYTES, KEYSET_VERSION, type ListDigest, MAX_LENGTH } from '../paging/cursor.ts';
import { damaged, ofAnotherList } from '../paging/paging-error.ts';
import { checksum } from '../paging/snapshot/fingerprint.ts';
import type { Position, SortKey } from './position.ts';

/** What the cursor of a row in an ordered list remembers: its place in the order, and its offset at the time. */
export interface KeysetCursor extends Position {
  readonly offset: number;
}

const HEAD = 1 + DIGEST_BYTES;
const CHECK = 4;

/**
 * Writes a cursor: base64url of version, list, the place as JSON, padded with blanks, and a check sum. About 110
 * characters for a date and a UUID. No secret, as with other cursors.
 */
export function encodeKeysetCursor(list: ListDigest, { offset, key, id, ordinal }: KeysetCursor): string {
  const place = JSON.stringify([offset, key, id, ordinal]);
  const length = HEAD + Buffer.byteLength(place);
  const end = Math.ceil(length / 4) * 4;
  const bytes = Buffer.alloc(end + CHECK, ' ');
  bytes[0] = KEYSET_VERSION;
  bytes.set(list.subarray(0, DIGEST_BYTES), 1);
  bytes.write(place, HEAD);
  bytes.writeUInt32BE(checksum(bytes, 0, end), end);
  return bytes.toString('base64url');
}

/**
 * Reads a cursor that `encodeKeysetCursor` wrote for the same list, filters and order.
 *
 * @throws PagingError when it is damaged, of another version, or belongs to another list, filter or order
 */
export function decodeKeysetCursor(list: ListDigest, text: string, argument: 'after' | 'before'): KeysetCursor {
  if (text.length > MAX_LENGTH) throw damaged(argument);
  const bytes = Buffer.from(text, 'base64url');
  const end = bytes.length - CHECK;
  if (end < HEAD || bytes.readUInt32BE(end) !== checksum(bytes, 0, end)) throw damaged(argument);
  const isOfList = bytes[0] === KEYSET_VERSION && bytes.subarray(1, HEAD).equals(list.subarray(0, DIGEST_BYTES));
  if (!isOfList) throw ofAnotherList(argument);
  const cursor = readPlace(bytes.toString('utf8', HEAD, end));
  // One text for each cursor: whatever else leads to the same place was not written here.
  if (cursor === null || encodeKeysetCursor(list, cursor) !== text) throw damaged(argument);
  return cursor;
}

function readPlace(json: string): KeysetCursor | null {
  let place: unknown;
  try {
    place = JSON.parse(json);
  } catch {
    return null;
  }
  if (!Array.isArray(place) || place.length !== 4) return null;
  const [offset, key, id, ordinal]: readonly unknown[] = place;
  if (!isCount(offset) || !isCount(ordinal) || !isSortKey(key)) return null;
  return id === null || typeof id === 'string' ? { offset, key, id, ordinal } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isSortKey(value: unknown): value is SortKey {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
