import { describe, expect, test } from '@jest/globals';
import type { ListPage } from '../../src/paging/list-page.ts';
import { Random } from '../paging/random.ts';
import { type Asked, ask } from './asking.ts';
import { isFound } from './oracle.ts';
import { drawFilters, drawRow, drawRows, FIELDS, type Row } from './rows.ts';

const RUNS = 200;

/** Rows that a walk met once, twice or never, although they stood in the list unchanged from its start to its end. */
interface Walked {
  readonly lost: number;
  readonly repeated: number;
  readonly pages: readonly ListPage<Row>[];
}

function walk(
  rows: Row[],
  asked: Asked,
  size: number,
  direction: 'forward' | 'backward',
  move: (page: ListPage<Row>) => void,
): Walked {
  const isForward = direction === 'forward';
  const start = new Set(rows);
  const pages: ListPage<Row>[] = [];
  let page = ask(rows, asked, isForward ? { first: size } : { last: size });
  for (;;) {
    pages.push(page);
    const { start: from, end, hasNextPage, hasPreviousPage } = page.window;
    if (!(isForward ? hasNextPage : hasPreviousPage)) break;
    const cursor = page.cursorAt(isForward ? end - 1 : from);
    move(page);
    page = ask(rows, asked, isForward ? { first: size, after: cursor } : { last: size, before: cursor });
  }
  // A row that changed is another object. One without an id cannot be told from its likes.
  const survivors = rows.filter((row) => start.has(row) && row.id !== null && isFound(row, asked.filterBy ?? {}));
  const met = new Map<Row, number>();
  for (const row of pages.flatMap((each) => each.rows)) met.set(row, (met.get(row) ?? 0) + 1);
  return {
    lost: survivors.filter((row) => !met.has(row)).length,
    repeated: survivors.filter((row) => met.get(row)! > 1).length,
    pages,
  };
}

/** Rows come, go, and change so that they stand elsewhere; often the row of the cursor and all its neighbours. */
function stir(rows: Row[], random: Random, page: ListPage<Row>): void {
  for (let moves = random.below(12); moves > 0; moves--) {
    const at = random.below(rows.length);
    const row = rows[at];
    if (random.chance(0.4)) rows.splice(at, 0, drawRow(random, `new-${random.below(2 ** 30)}`));
    else if (row !== undefined && random.chance(0.5)) rows.splice(at, 1);
    else if (row !== undefined) rows.splice(at, 1, drawRow(random, row.id ?? 'found'));
  }
  if (random.chance(0.3)) for (const row of page.rows) if (random.chance(0.8)) rows.splice(rows.indexOf(row), 1);
  // CFW's own order is documented nowhere, and an order that is asked for does not rest on it.
  if (random.chance(0.2)) rows.sort(() => random.below(3) - 1);
}

describe.each(['forward', 'backward'] as const)('walking %s', (direction) => {
  test(`${RUNS} ordered lists that are stirred between any two pages: nothing that stayed is lost or repeated`, () => {
    let realigned = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const random = new Random(seed);
      const rows = drawRows(random, 80);
      const asked: Asked = {
        filterBy: random.chance(0.3) ? drawFilters(random) : null,
        orderBy: { field: random.of(FIELDS), direction: random.of(['ASC', 'DESC']) },
      };
      let moves = 40;
      const { lost, repeated, pages } = walk(
        rows,
        asked,
        1 + random.below(20),
        direction,
        (page) => moves-- > 0 && stir(rows, random, page),
      );
      expect({ seed, lost, repeated }).toEqual({ seed, lost: 0, repeated: 0 });
      realigned += pages.filter(({ window }) => window.drift === 'REALIGNED').length;
      expect(pages.some(({ window }) => window.drift === 'LOST')).toBe(false);
    }
    expect(realigned).toBeGreaterThan(RUNS);
  });

  test(`${RUNS} filtered lists in CFW's order, with one row coming, going or changing between any two pages`, () => {
    for (let seed = 0; seed < RUNS; seed++) {
      const random = new Random(seed);
      const rows = drawRows(random, 80).filter(({ id }) => id !== null);
      const asked: Asked = { filterBy: { ...drawFilters(random), statuses: ['RUNNING', 'STOPPED', 'UNKNOWN'] } };
      const { lost, repeated } = walk(rows, asked, 1 + random.below(20), direction, () => {
        const at = random.below(rows.length);
        const row = rows[at]!;
        const change = random.below(3);
        if (change === 0) rows.splice(at, 0, drawRow(random, `new-${random.below(2 ** 30)}`));
        else rows.splice(at, 1, ...(change === 1 ? [drawRow(random, row.id ?? '')] : []));
      });
      expect({ seed, lost, repeated }).toEqual({ seed, lost: 0, repeated: 0 });
    }
  });
});

describe('drift in an ordered list', () => {
  const asked: Asked = { orderBy: { field: 'COUNT', direction: 'ASC' } };
  const rows = drawRows(new Random(5), 40).map((row, count) => ({ ...row, id: `id-${count}`, count }));
  const after = ask(rows, asked, {}).cursorAt(19);
  const seen = (some: Row[]) => {
    const { window, rows: found } = ask(some, asked, { first: 1, after });
    return [window.drift, found[0]?.id];
  };

  test.each<[string, Row[], string]>([
    ['nothing has changed', rows, 'NONE'],
    ['CFW gives the rows in another order', rows.toReversed(), 'NONE'],
    ['a row behind it has gone', rows.slice(0, -1), 'NONE'],
    ['a row before it has gone', rows.slice(1), 'REALIGNED'],
    ['it has gone', rows.toSpliced(19, 1), 'REALIGNED'],
    ['its value has changed', rows.with(19, { ...rows[19]!, count: 90 }), 'REALIGNED'],
    ['nothing near it is left', rows.filter((_, at) => at < 5 || at === 20), 'REALIGNED'],
  ])('%s', (_, now, drift) => {
    expect(seen(now)).toEqual([drift, 'id-20']);
  });
});
