import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorAt } from '../../src/paging/row-cursors.ts';
import { Snapshot } from '../../src/paging/snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL } from '../../src/paging/snapshot/span.ts';
import { DIGEST, MovingList, type Row } from './moving-list.ts';
import { expectedConnection, type RelayArguments } from './relay-text.ts';

const SIZE = 2100;
const index = fc.oneof(fc.nat(30), fc.nat(SIZE));
const count = fc.oneof(fc.nat(3), fc.nat(60), fc.nat(4096));
const listSize = fc.oneof(fc.constantFrom(0, 1, 2, 1023, 1024, 1025, 2048, SIZE), fc.nat(30), fc.nat(SIZE));
const argumentSets = fc
  .record({
    size: listSize,
    count: fc.option(fc.record({ of: fc.constantFrom('first' as const, 'last' as const), rows: count })),
    after: fc.option(index),
    before: fc.option(index),
    // Whether the gateway has seen the list lately, and how far that is from the truth.
    remembered: fc.option(fc.integer({ min: -3, max: 3 })),
  })
  .map(({ size, count, after, before, remembered }) => ({
    size,
    args: {
      first: count?.of === 'first' ? count.rows : null,
      last: count?.of === 'last' ? count.rows : null,
      after: after !== null && after < size ? after : null,
      before: before !== null && before < size ? before : null,
    } satisfies RelayArguments,
    remembered: remembered === null ? null : Math.max(0, size + remembered),
  }));

test("10,000 argument sets: the edges and the flags are those of Relay's text, in no more calls than they need", async () => {
  await fc.assert(
    fc.asyncProperty(argumentSets, async ({ size, args, remembered }) => {
      const list = new MovingList(size);
      list.rememberedTotal = remembered;
      const all = Snapshot.empty(({ id }: Row) => id).with({ offset: 0, total: size, rows: list.rows });
      const cursor = (at: number | null) => (at === null ? null : cursorAt(DIGEST, all, at));
      const { rows, window, calls } = await list.page({
        ...args,
        after: cursor(args.after),
        before: cursor(args.before),
      });
      const { edges, ...flags } = expectedConnection(list.rows, args);
      const differs = rows.length !== edges.length || rows.some((row, place) => row !== edges[place]);
      const { total, drift, hasNextPage, hasPreviousPage } = window;
      expect({ differs, total, drift, hasNextPage, hasPreviousPage }).toEqual({
        ...{ differs: false, total: size, drift: 'NONE' },
        ...flags,
      });
      // One row more than the page where there is a cursor; another place to look at for each further cursor or an end
      // that has to be learnt first; one call more when what is remembered of the list is out of date.
      const needed = Math.ceil((Math.min(edges.length, size) + 1) / MAX_ROWS_PER_CALL);
      const elsewhere = Number(args.after !== null && args.before !== null) + Number(remembered !== size);
      const apart = Number(args.last !== null ? args.after !== null : args.before !== null && args.after === null);
      expect(calls.length).toBeLessThanOrEqual(Math.max(1, needed) + elsewhere + apart);
    }),
    { numRuns: 10_000 },
  );
});
