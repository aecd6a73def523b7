import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlannedPage, planPages, seamed } from '../../src/paging/plan.ts';
import { MAX_ROWS_PER_CALL, type Span } from '../../src/paging/snapshot/span.ts';

/** Spans on a coarse grid, so that a call brings eight units and every way to read them can be tried. */
const UNIT = MAX_ROWS_PER_CALL / 8;
const UNITS = 20;
const coarseSpan = fc
  .tuple(fc.nat(UNITS - 1), fc.integer({ min: 0, max: 11 }))
  .map(([start, length]) => ({ start: start * UNIT, end: Math.min(start + length, UNITS) * UNIT }));

const anySpan = fc
  .tuple(fc.nat(6000), fc.oneof(fc.nat(3), fc.nat(200), fc.nat(4096)))
  .map(([start, length]) => ({ start, end: start + length }));

/** The fewest calls, and with those the fewest rows, over every way to lay calls of one to eight units. */
function cheapest(wanted: readonly boolean[]): readonly [calls: number, rows: number] {
  const seen = new Map<number, readonly [number, number]>([[-1, [0, 0]]]);
  const costFrom = (unit: number): readonly [number, number] => {
    const first = wanted.indexOf(true, unit);
    const known = seen.get(first);
    if (known !== undefined) return known;
    const costs: (readonly [number, number])[] = [];
    for (let start = Math.max(0, first - 7); start <= first; start++) {
      for (let end = first + 1; end <= start + 8; end++) {
        const [calls, rows] = costFrom(end);
        costs.push([calls + 1, rows + end - start]);
      }
    }
    const [best] = costs.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    seen.set(first, best!);
    return best!;
  };
  return costFrom(0);
}

const rowsOf = (pages: readonly PlannedPage[]) => pages.reduce((sum, { limit }) => sum + limit, 0);
const isRead = (pages: readonly PlannedPage[], { start, end }: Span) => {
  for (let row = start; row < end; row++) {
    if (!pages.some(({ offset, limit }) => offset <= row && row < offset + limit)) return false;
  }
  return true;
};

describe('a plan', () => {
  test('has the fewest calls there can be, and with those the fewest rows', () => {
    fc.assert(
      fc.property(fc.array(coarseSpan, { maxLength: 5 }), (spans) => {
        const wanted = Array.from({ length: UNITS }, (_, unit) =>
          spans.some(({ start, end }) => start <= unit * UNIT && unit * UNIT < end),
        );
        const pages = planPages(spans);
        const [calls, rows] = cheapest(wanted);
        expect([pages.length, rowsOf(pages)]).toEqual([calls, rows * UNIT]);
      }),
      { numRuns: 500 },
    );
  });

  test('brings every row that is wanted, in calls that CFW takes', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
        const pages = planPages(spans);
        for (const { offset, limit } of pages) {
          expect(Number.isInteger(offset) && offset >= 0 && limit >= 1 && limit <= MAX_ROWS_PER_CALL).toBe(true);
        }
        expect(spans.every((span) => isRead(pages, span))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('costs a dashboard of thousands of windows little', () => {
    const spans = Array.from({ length: 4000 }, (_, index) => ({ start: index * 97, end: index * 97 + 50 }));
    expect(planPages(spans)).toHaveLength(Math.ceil(4000 / 11));
  });

  test.each([
    ['nothing', [], []],
    ['an empty span', [[5, 5]], []],
    [
      'overlapping and adjacent spans',
      [
        [0, 50],
        [40, 90],
        [90, 100],
      ],
      [[0, 100]],
    ],
    [
      'a gap that saves a call',
      [
        [0, 10],
        [1000, 1024],
      ],
      [[0, 1024]],
    ],
    [
      'a gap that saves none',
      [
        [0, 1000],
        [1010, 2030],
      ],
      [
        [0, 1000],
        [1010, 1020],
      ],
    ],
    [
      'a run longer than a call',
      [[0, 2500]],
      [
        [0, 834],
        [834, 834],
        [1668, 832],
      ],
    ],
    [
      'a run of exactly two calls',
      [[10, 2058]],
      [
        [10, 1024],
        [1034, 1024],
      ],
    ],
  ])('%s', (_, spans, pages) => {
    const planned = planPages(spans.map(([start = 0, end = 0]) => ({ start, end })));
    expect(planned.map(({ offset, limit }) => [offset, limit])).toEqual(pages);
  });
});

describe('a seam', () => {
  test('is one row on either side at most, only where somebody else reads that row, and never past the limit', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 6 }), anySpan, (spans, known) => {
        const isKnown = (offset: number) => known.start <= offset && offset < known.end;
        const pages = planPages(spans);
        const result = seamed(pages, isKnown);
        expect(result).toHaveLength(pages.length);
        result.forEach(({ offset, limit }, index) => {
          const page = pages[index]!;
          const others = (row: number) =>
            isKnown(row) || pages.some((other) => other.offset <= row && row < other.offset + other.limit);
          expect(limit).toBeLessThanOrEqual(MAX_ROWS_PER_CALL);
          expect([0, 1]).toContain(page.offset - offset);
          expect([0, 1]).toContain(offset + limit - (page.offset + page.limit));
          if (offset < page.offset) expect(offset >= 0 && others(offset)).toBe(true);
          if (offset + limit > page.offset + page.limit) expect(isKnown(offset + limit - 1)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('joins the pages of one run, and a page to what is known', () => {
    const pages = planPages([{ start: 1000, end: 2500 }]);
    expect(seamed(pages, (offset) => offset < 1000 || offset >= 2500)).toEqual([
      { offset: 999, limit: 751 },
      { offset: 1749, limit: 752 },
    ]);
  });
});
