import { type ListDigest, MAX_BYTES, NO_ANCHOR, REACH } from './cursor.ts';
import { CursorWriter, encodeCursor } from './cursor-writer.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Span } from './snapshot/span.ts';

/**
 * Room for a cursor, in words of four bytes that base64 turns into whole characters, so that many are encoded at once and
 * cut apart after.
 */
const SLOT = Math.ceil(MAX_BYTES / 12) * 12;
const ENCODED_SLOT = (SLOT / 3) * 4;

/** The cursor of the row at an offset, with the neighbours that are known of. A row that is not known: a plain place. */
export function cursorAt<Row>(list: ListDigest, known: Snapshot<Row>, offset: number): string {
  const print = known.print(offset);
  return encodeCursor(list, {
    offset,
    total: known.total ?? 0,
    anchor: print === 0 ? null : { print, secondPrint: known.secondPrint(offset) },
    before: print === 0 ? [] : neighbours(known, offset, -1),
    after: print === 0 ? [] : neighbours(known, offset, 1),
  });
}

function neighbours<Row>(known: Snapshot<Row>, offset: number, step: 1 | -1): number[] {
  const prints: number[] = [];
  for (let at = offset + step; prints.length < REACH; at += step) {
    const print = known.print(at);
    if (print === 0) break;
    prints.push(print);
  }
  return prints;
}

/**
 * The cursors of all rows of a span, each as `cursorAt` makes it. Made together they cost a fraction: every fingerprint is
 * looked up once, and one buffer holds them all.
 */
export function rowCursors<Row>(list: ListDigest, known: Snapshot<Row>, { start, end }: Span): string[] {
  const total = known.total ?? 0;
  const first = Math.max(0, start - REACH);
  const prints = new Uint32Array(end + REACH - first);
  for (let index = 0; index < prints.length; index++) prints[index] = known.print(first + index);
  const writer = new CursorWriter(list, SLOT * (end - start));
  const cursors: string[] = [];
  const ends: number[] = [];
  // The rows around a row that have fingerprints, without a gap.
  let from = 0;
  let to = 0;
  for (let own = 0; own < end - first; own++) {
    const print = prints[own]!;
    if (print === 0) from = own + 1;
    const at = SLOT * (first + own - start);
    if (at < 0) continue;
    if (to <= own) to = own + 1;
    while (to < prints.length && prints[to] !== 0) to++;
    if (print === 0) {
      writer.begin(at, first + own, total, NO_ANCHOR);
    } else {
      const before = Math.min(own - from, REACH);
      const after = Math.min(to - own - 1, REACH);
      writer.begin(at, first + own, total, before * 16 + after);
      writer.word(print);
      writer.word(known.secondPrint(first + own));
      for (let step = 1; step <= before; step++) writer.word(prints[own - step]!);
      for (let step = 1; step <= after; step++) writer.word(prints[own + step]!);
    }
    ends.push(writer.end() - at);
  }
  const text = writer.bytes.toString('base64url');
  for (let index = 0; index < ends.length; index++) {
    const at = ENCODED_SLOT * index;
    cursors.push(text.slice(at, at + Math.ceil((ends[index]! * 4) / 3)));
  }
  return cursors;
}
