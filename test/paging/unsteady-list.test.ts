import { describe, expect, test } from '@jest/globals';
import { MovingList, type Row } from './moving-list.ts';
import { Random } from './random.ts';
import { DIRECTIONS, walk } from './walk.ts';

/** Whether a page is cut from one of the states that a list has had. */
const isOf = (states: readonly (readonly Row[])[], rows: readonly Row[], start: number) =>
  states.some((state) => rows.every((row, index) => state[start + index] === row));

describe('a list that moves between the calls of one page', () => {
  test.each([1, 2, 3])('%i times: the page is of one state of the list', async (moves) => {
    for (let seed = 0; seed < 60; seed++) {
      const random = new Random(seed);
      const list = new MovingList(random.of([1500, 2500, 4000]));
      const cursor = random.chance(0.5) ? null : (await list.page({ first: 1 + random.below(500) })).cursor(-1);
      list.rememberedTotal = random.chance(0.5) ? list.rows.length : null;
      const states = [list.rows.slice()];
      list.beforeCall = (call) => {
        if (call === 0 || call > moves) return;
        if (random.chance(0.5)) list.insert(random.below(list.rows.length));
        else list.remove(random.below(list.rows.length));
        states.push(list.rows.slice());
      };
      const size = random.of([1500, 2000, 3000, 4096]);
      const { rows, window } = await list.page(random.chance(0.2) ? { last: size } : { first: size, after: cursor });
      expect({ seed, whole: isOf(states, rows, window.start), lost: window.drift === 'LOST' }).toEqual({
        seed,
        whole: true,
        lost: false,
      });
    }
  });

  test('without changing its total: the seam between two calls shows it', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = new Random(seed);
      const list = new MovingList(2500);
      list.rememberedTotal = random.chance(0.5) ? 2500 : null;
      list.beforeCall = (call) => {
        if (call !== 1) return;
        // Rows move over the seam: one goes early in the list, one comes late in it.
        list.remove(random.below(700));
        list.insert(1800 + random.below(700));
      };
      const { rows, window } = await list.page({ first: 4096 });
      expect({ seed, rows: rows.length, drift: window.drift }).toEqual({ seed, rows: 2500, drift: 'NONE' });
      expect(rows.every((row, index) => row === list.rows[index])).toBe(true);
    }
  });

  test('without end: the page says that it cannot be trusted', async () => {
    const list = new MovingList(3000);
    list.beforeCall = () => list.insert(0);
    const { window, calls } = await list.page({ first: 2500 });
    expect(window.drift).toBe('LOST');
    expect(calls.length).toBeLessThanOrEqual(12);
  });
});

describe('replies that are not as asked', () => {
  test.each([1, 37, 500])('no more than %i rows a call: the page is read on', async (cap) => {
    const list = new MovingList(cap * 12);
    list.reply = (page) => ({ ...page, rows: page.rows.slice(0, cap) });
    const size = cap * 5;
    const first = await list.page({ first: size });
    expect(first.rows).toEqual(list.rows.slice(0, size));
    const next = await list.page({ first: size, after: first.cursor(-1) });
    expect(next.rows).toEqual(list.rows.slice(size, 2 * size));
    expect(next.window).toMatchObject({ drift: 'NONE', hasNextPage: true });
    const back = await list.page({ last: size, before: next.cursor(0) });
    expect(back.rows).toEqual(first.rows);
  });

  test.each(DIRECTIONS)('a total that promises more rows than there are: walking %s ends', async (direction) => {
    const list = new MovingList(95);
    list.reply = (page) => ({ ...page, total: 100 });
    const { rows, pages } = await walk(list, 10, direction, () => undefined);
    expect(rows).toEqual(list.rows);
    expect(pages.at(direction === 'forward' ? -1 : 0)?.window).toMatchObject({ hasNextPage: false, total: 100 });
  });

  test('nothing at all, though the total promises rows', async () => {
    const list = new MovingList(0);
    list.reply = (page) => ({ ...page, total: 100 });
    for (const args of [{ first: 10 }, { last: 10 }, { first: 0 }, { last: 0 }]) {
      const { rows, window, calls } = await list.page(args);
      expect(rows).toEqual([]);
      expect(window).toMatchObject({ hasNextPage: false, total: 100 });
      expect(calls.length).toBeLessThanOrEqual(12);
    }
  });

  test.each([0, 3, 60])(
    'more rows than the total, which is %i: none is hidden, and the page says so',
    async (total) => {
      const list = new MovingList(100);
      list.reply = (page) => ({ ...page, total });
      const { rows, window, calls } = await list.page({ first: 80 });
      expect(rows).toEqual(list.rows.slice(0, 80));
      expect(window).toMatchObject({ hasNextPage: false, total: 80, drift: 'LOST' });
      expect(calls.length).toBeLessThanOrEqual(4);
    },
  );

  test('one row more than the total, once: the page is read anew', async () => {
    for (const args of [{ first: 10 }, { last: 10 }]) {
      const list = new MovingList(4);
      list.reply = (page) => ({ ...page, total: 3 });
      list.beforeCall = (call) => {
        if (call === 1) list.reply = (page) => page;
      };
      const { rows, window } = await list.page(args);
      expect(rows).toEqual(list.rows);
      expect(window).toMatchObject({ total: 4, drift: 'NONE', hasNextPage: false });
    }
  });

  test('more rows than the limit: none is lost or repeated', async () => {
    const list = new MovingList(300);
    list.reply = (page, { offset, limit }) => ({ ...page, rows: list.rows.slice(offset, offset + 2 * limit) });
    for (const direction of DIRECTIONS) {
      expect((await walk(list, 20, direction, () => undefined)).rows).toEqual(list.rows);
    }
  });
});

test('a cursor remembers as much when the total had to be found first', async () => {
  for (let seed = 0; seed < 600; seed++) {
    const random = new Random(seed);
    const list = new MovingList(1 + random.below(random.of([10, 100, 3000])));
    const drawn = async () => (await list.page({ first: 1 + random.below(list.rows.length) })).cursor(-1);
    const [cursor, other] = [await drawn(), await drawn()];
    for (let moves = random.below(3); moves > 0; moves--) list.insert(random.below(list.rows.length), random.below(40));
    const size = 1 + random.below(random.of([5, 60, 1000]));
    const args = random.of([
      { last: size },
      { first: size },
      { last: size, before: cursor },
      { first: size, after: cursor },
      { last: size, after: cursor },
      { first: size, before: cursor },
      { first: size, after: cursor, before: other },
    ]);
    const seen = [];
    for (const total of [null, list.rows.length]) {
      list.rememberedTotal = total;
      const page = await list.page(args);
      seen.push({ seed, args, window: page.window, cursors: page.rows.map((_, index) => page.cursor(index)) });
    }
    expect(seen[0]).toEqual(seen[1]);
  }
});

describe('rows that cannot be told apart', () => {
  test('a row without an id has a cursor that is a plain place', async () => {
    const list = new MovingList(300);
    for (let at = 0; at < 300; at += 3) list.rows[at] = { id: null };
    for (const direction of DIRECTIONS) {
      for (const size of [1, 7, 100]) {
        const { rows, pages } = await walk(list, size, direction, () => undefined);
        expect(rows).toEqual(list.rows);
        expect(pages.every(({ window }) => window.drift === 'NONE')).toBe(true);
      }
    }
  });

  test('the same id twice in one list', async () => {
    const list = new MovingList(300);
    for (let at = 0; at < 150; at++) list.rows[299 - at] = list.rows[at]!;
    for (const direction of DIRECTIONS) {
      expect((await walk(list, 20, direction, () => undefined)).rows).toEqual(list.rows);
    }
  });
});
