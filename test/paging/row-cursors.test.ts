import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorAt, rowCursors } from '../../src/paging/row-cursors.ts';
import { Snapshot } from '../../src/paging/snapshot/snapshot.ts';

const LIST = Buffer.from('digest');
/** Some rows have no identity, as CFW may send them. */
const row = fc.option(fc.integer({ min: 1, max: 1e9 }), { freq: 8 });

test('cursors made together are those made one by one', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 40 }),
      fc.oneof(fc.nat(20), fc.constant(2 ** 31), fc.constant(2 ** 47)),
      fc.nat(40),
      fc.nat(40),
      fc.boolean(),
      (rows, offset, from, count, inTwo) => {
        const total = offset + rows.length;
        const half = inTwo ? rows.length >> 1 : rows.length;
        const empty = Snapshot.empty((id: number | null) => (id === null ? null : `row ${id}`));
        const known = empty
          .with({ offset, total, rows: rows.slice(0, half) })
          .with({ offset: offset + half, total, rows: rows.slice(half) });
        const start = Math.min(offset + from, total);
        const end = Math.min(start + count, total);
        const alone = Array.from({ length: end - start }, (_, index) => cursorAt(LIST, known, start + index));
        expect(rowCursors(LIST, known, { start, end })).toEqual(alone);
      },
    ),
  );
});
