import { describe, expect, test } from '@jest/globals';
import { MovingList } from './moving-list.ts';
import { Random } from './random.ts';
import { DIRECTIONS, extraCalls, mistakes, walk } from './walk.ts';

const NO_MISTAKES = { lost: 0, repeated: 0, misplaced: 0 };

function oneMove(list: MovingList, random: Random): void {
  if (random.chance(0.5)) list.insert(random.below(list.rows.length + 1));
  else list.remove(random.below(list.rows.length));
}

/** Up to 300 rows come, at the head or scattered, and up to 40 go. */
function burst(list: MovingList, random: Random): void {
  const inserts = random.below(301);
  if (random.chance(0.5)) list.insert(0, inserts);
  else for (let count = 0; count < inserts; count++) list.insert(random.below(list.rows.length + 1));
  for (let deletes = random.below(41); deletes > 0; deletes--) list.remove(random.below(list.rows.length));
}

describe.each(DIRECTIONS)('walking %s', (direction) => {
  test('a quiet list of 2,500 by 100 takes 25 calls', async () => {
    const list = new MovingList(2500);
    list.rememberedTotal = 2500;
    const { pages, rows } = await walk(list, 100, direction, () => undefined);
    expect(rows).toEqual(list.rows);
    expect(pages.flatMap(({ calls }) => calls)).toHaveLength(25);
    expect(pages.every(({ window }) => window.drift === 'NONE')).toBe(true);
  });

  test('1,000 runs with one insert or delete between any two pages', async () => {
    let pages = 0;
    let calls = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const random = new Random(seed);
      const list = new MovingList(2500);
      list.rememberedTotal = 2500;
      const before = list.rows.slice();
      const walked = await walk(list, 100, direction, () => oneMove(list, random));
      expect({ seed, silent: walked.silent, ...mistakes(before, list.rows, walked.rows) }).toEqual({
        seed,
        silent: 0,
        ...NO_MISTAKES,
      });
      pages += walked.pages.length;
      calls += walked.pages.reduce((sum, page) => sum + page.calls.length, 0);
    }
    expect(calls / pages).toBeLessThanOrEqual(1.15);
  });

  test.each([
    [100, 2500, 30],
    [50, 1500, 10],
    [1000, 2500, 30],
    [1015, 3000, 20],
    [1023, 3000, 20],
    [1024, 3000, 20],
    [2000, 4000, 20],
  ])('bursts between pages of %i rows', async (size, rows, runs) => {
    for (let seed = 0; seed < runs; seed++) {
      const random = new Random(seed);
      const list = new MovingList(rows);
      const before = list.rows.slice();
      let moves = 40;
      const walked = await walk(list, size, direction, () => moves-- > 0 && burst(list, random));
      expect({ seed, silent: walked.silent, ...mistakes(before, list.rows, walked.rows) }).toEqual({
        seed,
        silent: 0,
        ...NO_MISTAKES,
      });
      expect(Math.max(...walked.pages.slice(1).map(extraCalls))).toBeLessThanOrEqual(2);
    }
  });

  test.each([1, 2, 7])('bursts now and then between pages of %i rows', async (size) => {
    for (let seed = 0; seed < 5; seed++) {
      const random = new Random(seed);
      const list = new MovingList(60);
      const before = list.rows.slice();
      let moves = 2;
      const walked = await walk(list, size, direction, () => random.chance(0.1) && moves-- > 0 && burst(list, random));
      expect({ seed, silent: walked.silent, ...mistakes(before, list.rows, walked.rows) }).toEqual({
        seed,
        silent: 0,
        ...NO_MISTAKES,
      });
      expect(Math.max(0, ...walked.pages.slice(1).map(extraCalls))).toBeLessThanOrEqual(2);
    }
  });

  test('deletes of the row of every cursor and of all its neighbours but one', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = new Random(seed);
      const list = new MovingList(1500);
      const before = list.rows.slice();
      const walked = await walk(list, 60, direction, ({ window, calls }) => {
        const own = direction === 'forward' ? window.end - 1 : window.start;
        const isRead = (row: number) => calls.some(({ offset, limit }) => offset <= row && row < offset + limit);
        const remembered = [-4, -3, -2, -1, 1, 2, 3, 4].filter((reach) => isRead(own + reach) && own + reach >= 0);
        const spared = random.of(remembered.filter((reach) => own + reach < list.rows.length));
        for (const reach of [...remembered, 0].sort((one, other) => other - one)) {
          if (reach !== spared) list.remove(own + reach);
        }
      });
      expect({ seed, ...mistakes(before, list.rows, walked.rows) }).toEqual({ seed, ...NO_MISTAKES });
      expect(walked.pages.slice(1).map(({ window }) => window.drift)).not.toContain('LOST');
    }
  });
});
