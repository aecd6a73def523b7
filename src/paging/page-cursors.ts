import { type ListDigest, MAX_BYTES, NO_ANCHOR, REACH, writeCheck, writeHead, writePrint } from './cursor.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Span } from './snapshot/span.ts';

/** Room for a cursor that base64 turns into whole characters, so that many are encoded at once and cut apart after. */
const SLOT = Math.ceil(MAX_BYTES / 3) * 3;
const ENCODED_SLOT = (SLOT / 3) * 4;

/**
 * The cursors of all rows of a page, each as `cursorAt` makes it. Made together they cost a fraction: every fingerprint
 * is looked up once, and one buffer holds them all.
 */
export function pageCursors<Row>(list: ListDigest, known: Snapshot<Row>, { start, end }: Span): string[] {
  const total = known.total ?? 0;
  const first = Math.max(0, start - REACH);
  const prints = new Uint32Array(end + REACH - first);
  for (let index = 0; index < prints.length; index++) prints[index] = known.print(first + index);
  const bytes = Buffer.alloc(SLOT * (end - start));
  const lengths: number[] = [];
  for (let offset = start; offset < end; offset++) {
    const from = SLOT * (offset - start);
    const own = offset - first;
    const before = prints[own] === 0 ? 0 : neighbours(prints, own, -1);
    const after = prints[own] === 0 ? 0 : neighbours(prints, own, 1);
    let at = writeHead(bytes, from, list, offset, total, prints[own] === 0 ? NO_ANCHOR : before * 16 + after);
    if (prints[own] !== 0) {
      at = writePrint(bytes, at, prints[own]!);
      at = writePrint(bytes, at, known.secondPrint(offset));
      for (let step = 1; step <= before; step++) at = writePrint(bytes, at, prints[own - step]!);
      for (let step = 1; step <= after; step++) at = writePrint(bytes, at, prints[own + step]!);
    }
    lengths.push(writeCheck(bytes, from, at) - from);
  }
  const text = bytes.toString('base64url');
  return lengths.map((length, index) => {
    const from = ENCODED_SLOT * index;
    return text.slice(from, from + Math.ceil((length * 4) / 3));
  });
}

/** How many rows next to a row, on one side and up to `REACH`, have a fingerprint. */
function neighbours(prints: Uint32Array, own: number, step: 1 | -1): number {
  let count = 0;
  while (count < REACH && (prints[own + step * (count + 1)] ?? 0) !== 0) count++;
  return count;
}
