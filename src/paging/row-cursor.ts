import { encodeCursor, type ListDigest, REACH } from './cursor.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

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
