import { expect, test } from '@jest/globals';
import { REACH } from '../../src/paging/cursor.ts';
import { fingerprint } from '../../src/paging/snapshot/fingerprint.ts';
import { MovingList, type Row, type Seen } from './moving-list.ts';
import { Random } from './random.ts';
import { extraCalls } from './walk.ts';

const SIZES = [5, 12, 40, 300, 1100, 2500];

/** Rows that a cursor remembers are deleted each with this chance. */
const CHANCES = [0, 0.2, 0.5, 0.8, 0.9, 1];

/** Deletes some of the rows given and some others, and inserts rows at the head, scattered, or about a place. */
function shake(list: MovingList, random: Random, rows: Iterable<Row>, about: number): void {
  const size = list.rows.length;
  const chance = random.of(CHANCES);
  for (const row of rows) if (random.chance(chance)) list.remove(list.rows.indexOf(row));
  for (let deletes = random.below(Math.min(32, size >> 2) + 1); deletes > 0 && list.rows.length > 0; deletes--) {
    list.remove(random.below(list.rows.length));
  }
  const inserts = random.of([0, 1, 5, 300]);
  const way = random.below(4);
  const within = (at: number) => Math.min(list.rows.length, Math.max(0, at));
  if (way === 0) list.insert(0, inserts);
  if (way === 1) for (let count = 0; count < inserts; count++) list.insert(random.below(list.rows.length + 1));
  if (way === 2) for (let count = 0; count < inserts; count++) list.insert(within(about - 10 + random.below(20)));
  if (way === 3) list.insert(within(about - 5 + random.below(10)), inserts);
}

/** A page that some client might have, of 1 to 30 rows. */
function anyPage(list: MovingList, random: Random): Promise<Seen> {
  const rows = 1 + random.below(30);
  const start = random.below(list.rows.length);
  if (start === 0) return list.page({ first: rows });
  return list.page({ first: start }).then((head) => {
    const cursor = head.cursor(-1);
    return list.page(random.chance(0.5) ? { first: rows, after: cursor } : { last: rows, before: cursor });
  });
}

/** What a cursor at a place remembers, of what was read of the list. */
function rememberedAt(list: MovingList, { calls }: Seen, place: number): Row[] {
  const isRead = (row: number) => calls.some(({ offset, limit }) => offset <= row && row < offset + limit);
  const rows = [list.rows[place]!];
  for (const step of [-1, 1]) {
    for (let at = place + step, count = 0; count < REACH && list.rows[at] && isRead(at); at += step, count++) {
      rows.push(list.rows[at]!);
    }
  }
  return rows;
}

test('a page starts right behind its cursor, whatever became of the rows there, as long as one of them stands', async () => {
  for (let seed = 0; seed < 1500; seed++) {
    const random = new Random(seed);
    const list = new MovingList(random.of(SIZES));
    const made = await anyPage(list, random);
    if (made.rows.length === 0) continue;
    const index = random.chance(0.5) ? 0 : made.rows.length - 1;
    const place = made.window.start + index;
    const cursor = made.cursor(index);
    const remembered = rememberedAt(list, made, place);
    const places = new Map(list.rows.map((row, at) => [row, at]));
    const [own] = remembered;

    shake(list, random, remembered, place);
    list.rememberedTotal = random.chance(0.5) ? places.size : null;
    const forward = random.chance(0.5);
    const size = random.of([1, 7, 100, 1000, 1023, 1024]);
    const page = await list.page(forward ? { first: size, after: cursor } : { last: size, before: cursor });

    const { start, end, drift } = page.window;
    const edge = forward ? start : end;
    const standing = new Set(list.rows);
    const isKnown = remembered.some((row) => standing.has(row));
    const misplaced = list.rows.filter((row, at) => {
      const was = places.get(row);
      return was !== undefined && (forward ? was > place : was >= place) !== at >= edge;
    });
    expect({
      seed,
      rows: page.rows.length === end - start && page.rows.every((row, at) => row === list.rows[start + at]),
      full: page.rows.length === Math.min(size, forward ? list.rows.length - edge : edge),
      misplaced: isKnown ? misplaced.length : 0,
      drift,
      cheap: !isKnown || extraCalls(page) <= 2,
    }).toEqual({
      seed,
      rows: true,
      full: true,
      misplaced: 0,
      drift: !isKnown ? 'LOST' : list.rows[place] === own ? 'NONE' : 'REALIGNED',
      cheap: true,
    });
  }
});

test('a page between two cursors holds what still stands between their rows, and nothing from outside', async () => {
  for (let seed = 0; seed < 800; seed++) {
    const random = new Random(seed);
    const list = new MovingList(random.of(SIZES));
    const all = await list.page({ first: 4096 });
    const [after, before] = [random.below(all.rows.length), random.below(all.rows.length)];
    const places = new Map(list.rows.map((row, at) => [row, at]));
    const about = (place: number) => rememberedAt(list, all, place);
    const [ownAfter, ownBefore] = [list.rows[after], list.rows[before]];
    const remembered = [about(after), about(before)];

    shake(list, random, new Set(remembered.flat()), random.chance(0.5) ? after : before);
    const size = random.of([1, 7, 100, 1000, 1024]);
    const forward = random.chance(0.5);
    const cursors = { after: all.cursor(after), before: all.cursor(before) };
    const page = await list.page(forward ? { first: size, ...cursors } : { last: size, ...cursors });

    const standing = new Set(list.rows);
    const areKnown = remembered.every((rows) => rows.some((row) => standing.has(row)));
    const areInPlace = list.rows[after] === ownAfter && list.rows[before] === ownBefore;
    const bounded = before > after;
    const between = list.rows.filter((row) => {
      const was = places.get(row);
      return was !== undefined && was > after && (!bounded || was < before);
    });
    const old = page.rows.filter((row) => places.has(row));
    const expected = forward ? between.slice(0, old.length) : between.slice(between.length - old.length);
    const { drift } = page.window;
    expect({ seed, silent: drift === 'NONE' && !areInPlace, lost: drift === 'LOST' && areKnown }).toEqual({
      seed,
      silent: false,
      lost: false,
    });
    if (areKnown) {
      expect({ seed, rows: old.map((row) => places.get(row)) }).toEqual({
        seed,
        rows: expected.map((row) => places.get(row)),
      });
      // A page that is not full has everything.
      if (page.rows.length < size) expect({ seed, held: old.length }).toEqual({ seed, held: between.length });
    }
  }
});

test('the ends of a list stand, too: nothing is lost even when all remembered rows are gone', async () => {
  for (const inserts of [0, 3]) {
    const head = new MovingList(100);
    const first = await head.page({ first: 5 });
    head.rows.splice(0, 5);
    head.insert(0, inserts);
    const next = await head.page({ first: 10, after: first.cursor(-1) });
    expect(next.rows).toEqual(head.rows.slice(0, 10));
    expect(next.window.drift).toBe('LOST');

    const tail = new MovingList(100);
    const last = await tail.page({ last: 5 });
    tail.rows.splice(91, 9);
    tail.insert(91, inserts);
    const previous = await tail.page({ last: 10, before: last.cursor(0) });
    expect(previous.rows).toEqual(tail.rows.slice(-10));
    expect(previous.window.drift).toBe('LOST');
  }
});

test('a row with the same fingerprint is not taken for the row of a cursor', async () => {
  const [own, other] = twoAlike();
  const list = new MovingList(300);
  list.rows[150] = { id: own };
  const cursor = (await list.page({ first: 10, after: (await list.page({ first: 145 })).cursor(-1) })).cursor(5);
  list.rows.splice(150, 1);
  list.rows.splice(155, 0, { id: other });
  const { rows, window } = await list.page({ first: 10, after: cursor });
  expect(rows).toEqual(list.rows.slice(150, 160));
  expect(window.drift).toBe('REALIGNED');
});

/** Two ids with the same first fingerprint: among a hundred thousand, a pair is to be expected. */
function twoAlike(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number++) {
    const id = `row-${number}`;
    const print = fingerprint(id);
    const alike = seen.get(print);
    if (alike !== undefined) return [alike, id];
    seen.set(print, id);
  }
}
