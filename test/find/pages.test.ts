import { describe, expect, test } from '@jest/globals';
import { readQuestion } from '../../src/find/question.ts';
import { numberedPages } from '../../src/paging/numbered-pages.ts';
import { Random } from '../paging/random.ts';
import { expectedConnection } from '../paging/relay-text.ts';
import { type Asked, ask, askOf, LIST, scanOf } from './asking.ts';
import { expectedRows } from './oracle.ts';
import { drawFilters, drawRows, FIELDS, ROWS, type Row } from './rows.ts';

/** 10,000 over HTTP are in `npm run stress -- find`. */
const RUNS = 2000;
const DIRECTIONS = ['ASC', 'DESC'] as const;

function drawQuestion(random: Random): Asked {
  const orderBy = random.chance(0.7) ? { field: random.of(FIELDS), direction: random.of(DIRECTIONS) } : null;
  const filterBy = random.chance(0.8) ? drawFilters(random) : null;
  // Nothing asked is no question: the list is read page by page.
  const isAsked = orderBy !== null || readQuestion(ROWS, { filterBy }, LIST) !== null;
  return isAsked ? { filterBy, orderBy } : { filterBy: { isDeleted: false }, orderBy };
}

const maybe = <Value>(random: Random, value: Value): Value | null => (random.chance(0.5) ? value : null);

describe('a page of what is found', () => {
  test(`${RUNS} random filters, orders, pages and directions are what the contract says`, () => {
    let rowsSeen = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const random = new Random(seed);
      const rows = drawRows(random, random.chance(0.01) ? 1000 + random.below(1500) : random.below(40));
      const asked = drawQuestion(random);
      const expected = expectedRows(rows, asked.filterBy ?? null, asked.orderBy ?? null);
      const scan = scanOf(rows);
      const whole = askOf(scan, asked, { first: 4096 });
      const places = new Map(rows.map((row, at) => [row, at]));
      const written = (some: readonly Row[]) => some.map((row) => places.get(row)).join(' ');
      expect({ seed, rows: written(whole.rows) }).toEqual({ seed, rows: written(expected) });

      const count = random.below(random.chance(0.5) ? 5 : 60);
      const [first, last] = random.of([
        [count, null],
        [null, count],
        [null, null],
      ]);
      const anyPlace = () => (expected.length === 0 ? null : maybe(random, random.below(expected.length)));
      const args = { first: first!, last: last!, after: anyPlace(), before: anyPlace() };
      const page = askOf(scan, asked, {
        first: args.first,
        last: args.last,
        after: args.after === null ? null : whole.cursorAt(args.after),
        before: args.before === null ? null : whole.cursorAt(args.before),
      });
      const { edges, hasNextPage, hasPreviousPage } = expectedConnection(expected, args);
      expect({
        seed,
        rows: written(page.rows),
        total: page.window.total,
        hasNextPage: page.window.hasNextPage,
        hasPreviousPage: page.window.hasPreviousPage,
        drift: page.window.drift,
      }).toEqual({ seed, rows: written(edges), total: expected.length, hasNextPage, hasPreviousPage, drift: 'NONE' });
      expect(page.cursors()).toEqual(page.rows.map((_, index) => page.cursorAt(page.window.start + index)));
      rowsSeen += page.rows.length;
    }
    expect(rowsSeen).toBeGreaterThan(RUNS);
  });

  test('numbered pages lead to the rows that they count', () => {
    const rows = drawRows(new Random(1), 95);
    const asked: Asked = { orderBy: { field: 'NAME', direction: 'DESC' } };
    const page = ask(rows, asked, { first: 10 });
    const { last } = numberedPages(page.window, 10);
    const cursor = page.cursorAt(last!.after!);
    expect(last!.page).toBe(10);
    expect(ask(rows, asked, { first: 10, after: cursor }).rows).toEqual(
      expectedRows(rows, null, asked.orderBy!).slice(90),
    );
  });

  test('a list that changed all the while it was read says so', () => {
    const rows = drawRows(new Random(1), 5);
    const drift = (asked: Asked) => askOf(scanOf(rows, true), asked, {}).window.drift;
    expect(drift({ orderBy: { field: 'NAME', direction: 'ASC' } })).toBe('LOST');
    expect(drift({ filterBy: { search: 'rule' } })).toBe('LOST');
  });

  test('an empty list of values matches nothing, and nulls ask nothing', () => {
    const rows: Row[] = drawRows(new Random(3), 50);
    const orderBy = { field: 'CREATED', direction: 'ASC' } as const;
    expect(ask(rows, { filterBy: { statuses: [] } }, {}).rows).toEqual([]);
    expect(ask(rows, { filterBy: { statuses: null, search: null, created: {} }, orderBy }, {}).window.total).toBe(50);
  });
});
