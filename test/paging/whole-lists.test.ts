import { expect, test } from '@jest/globals';
import { ListReader } from '../../src/loaders/list-reader.ts';
import type { PlannedPage } from '../../src/paging/plan.ts';
import type { Snapshot } from '../../src/paging/snapshot/snapshot.ts';
import { MovingList, type Row } from './moving-list.ts';
import { Random } from './random.ts';

/** Reads all of a list in a request of its own. */
async function scanned(list: MovingList) {
  const calls: PlannedPage[] = [];
  const known = (await new ListReader(list.access(calls)).answer([{ kind: 'scan' }])[0]) as Snapshot<Row>;
  return { rows: known.held(), isMixed: known.isMixed, calls };
}

test.each([0, 1, 1023, 1024, 1025, 2000, 2048, 2049, 4096, 5000])(
  'a list of %i rows is read in as many calls as it fills, whatever it was before',
  async (size) => {
    for (const rememberedTotal of [null, 0, 10_000]) {
      const list = new MovingList(size);
      list.rememberedTotal = rememberedTotal;
      const { rows, calls } = await scanned(list);
      expect(rows).toEqual(list.rows);
      expect(calls).toHaveLength(Math.max(1, Math.ceil(size / 1024)));
    }
  },
);

test('a list that changes once while it is read is read anew: all rows of one moment, in 300 runs', async () => {
  const random = new Random(13);
  for (let run = 0; run < 300; run++) {
    const list = new MovingList(1025 + random.below(3500));
    const changeAt = 1 + random.below(3);
    list.beforeCall = (call) => {
      if (call !== changeAt) return;
      if (random.below(2) === 0) list.insert(random.below(list.rows.length));
      else list.remove(random.below(list.rows.length));
    };
    const { rows, isMixed } = await scanned(list);
    expect([isMixed, rows.length, rows.every((row, at) => row === list.rows[at])]).toEqual([
      false,
      list.rows.length,
      true,
    ]);
  }
});

test('a list that changes before every call is answered as a mixture that says so, in a bounded number of calls', async () => {
  const list = new MovingList(2500);
  list.beforeCall = () => list.insert(0);
  const { rows, isMixed, calls } = await scanned(list);
  expect(isMixed).toBe(true);
  expect(rows.length).toBeGreaterThan(2400);
  expect(calls.length).toBeLessThanOrEqual(15);
});
