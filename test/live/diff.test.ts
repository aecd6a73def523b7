import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Diff, diffOf, joined } from '../../src/live/history/diff.ts';
import { History } from '../../src/live/history/history.ts';
import { HistoryBudget } from '../../src/live/history/history-budget.ts';
import { type Picture, takePicture } from '../../src/live/history/picture.ts';

interface Row {
  readonly id: string | null;
  readonly value: unknown;
}

const identify = ({ id }: Row) => id;
const picture = (rows: readonly Row[], total = rows.length) => takePicture('a list', rows, total, identify);

/** Few ids and values, so that rows come, go, change and change back. */
const anyRows = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdef'), value: fc.integer({ min: 0, max: 2 }) }), {
  selector: ({ id }) => id,
});

/** What a client does with a diff. */
function applied({ digests }: Picture, diff: Diff): Map<string, string> {
  const after = new Map(digests);
  for (const [id, change] of diff) {
    if (change.after === null) after.delete(id);
    else after.set(id, change.after);
  }
  return after;
}

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));

test('a diff leads from one picture to the other, and says nothing of rows that stayed', () => {
  fc.assert(
    fc.property(anyRows, anyRows, (before, after) => {
      const [from, to] = [picture(before), picture(after)];
      const diff = diffOf(from, to);
      expect(sorted(applied(from, diff))).toEqual(sorted(to.digests));
      for (const [id, change] of diff) {
        expect(change).toEqual({ before: from.digests.get(id) ?? null, after: to.digests.get(id) ?? null });
        expect(change.before).not.toBe(change.after);
      }
    }),
  );
});

test('diffs joined are the diff of the first and the last picture', () => {
  fc.assert(
    fc.property(fc.array(anyRows, { minLength: 2, maxLength: 8 }), (lists) => {
      const pictures = lists.map((rows) => picture(rows));
      const steps = pictures.slice(1).map((to, index) => diffOf(pictures[index]!, to));
      expect(sorted(joined(steps))).toEqual(sorted(diffOf(pictures[0]!, pictures.at(-1)!)));
    }),
  );
});

test('versions are equal when, and only when, the rows and the total are, in whatever order', () => {
  fc.assert(
    fc.property(anyRows, anyRows, fc.nat(9), fc.nat(9), (one, other, total, otherTotal) => {
      const same = diffOf(picture(one), picture(other)).size === 0 && total === otherTotal;
      expect(picture(one, total).version === picture(other, otherTotal).version).toBe(same);
      expect(picture([...one].reverse(), total).version).toBe(picture(one, total).version);
    }),
  );
  expect(takePicture('a list', [], 0, identify).version).not.toBe(takePicture('another', [], 0, identify).version);
});

test('rows with the same id make the same picture in whatever order they come', () => {
  const anyRow = fc.record({ id: fc.constantFrom('a', 'b', null), value: fc.integer({ min: 0, max: 3 }) });
  const lists = fc
    .array(anyRow, { maxLength: 8 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
  fc.assert(
    fc.property(lists, ([rows, shuffled]) => {
      expect(picture(shuffled).version).toBe(picture(rows).version);
    }),
  );
});

test('a field that cannot be read is the same in each reading; a row without an id has no place', () => {
  const unreadable = (requestId: string) => Object.assign(new Error('no string'), { upstream: { requestId } });
  const readings = ['1', '2'].map((requestId) => picture([{ id: 'a', value: unreadable(requestId) }]));
  expect(diffOf(readings[0]!, readings[1]!).size).toBe(0);
  expect(picture([{ id: null, value: 1 }]).digests.size).toBe(0);
});

test('a history tells of each version it has seen what happened since, and with which rows', () => {
  fc.assert(
    fc.property(fc.array(anyRows, { minLength: 1, maxLength: 12 }), (lists) => {
      const history = new History<Row>(new HistoryBudget(1e9));
      const pictures = lists.map((rows) => picture(rows));
      for (const [index, to] of pictures.entries()) {
        const from = pictures[index - 1];
        if (from === undefined || from.version === to.version) continue;
        const diff = diffOf(from, to);
        const rows = lists[index]!.filter(({ id }) => id !== null && diff.has(id));
        history.add(from.version, diff, new Map(rows.map((row) => [row.id!, row])));
      }
      const last = lists.at(-1)!;
      for (const { version, digests } of pictures) {
        if (version === pictures.at(-1)!.version) continue;
        const { added, changed, removed } = history.since(version)!;
        const known = (id: string | null) => digests.has(id!);
        expect(new Set(added)).toEqual(new Set(last.filter(({ id }) => !known(id))));
        expect(removed.toSorted()).toEqual(
          [...digests.keys()].filter((id) => !last.some((row) => row.id === id)).toSorted(),
        );
        expect(changed.every(({ id }) => known(id))).toBe(true);
        for (const row of changed) expect(last).toContainEqual(row);
      }
    }),
  );
});

test('a history forgets its oldest changes, and all histories together the oldest of all', () => {
  const budget = new HistoryBudget(100_000);
  const histories = Array.from({ length: 3 }, () => new History<Row>(budget));
  const row = { id: 'a', value: 'x'.repeat(1_000) };
  for (let version = 0; version < 100; version++) {
    const change = new Map([['a', { before: `${version}`, after: `${version + 1}` }]]);
    for (const history of histories) history.add(`${version}`, change, new Map([['a', row]]));
    expect(budget.bytes).toBeLessThanOrEqual(100_000);
  }
  for (const history of histories) {
    expect(history.since('99')).toMatchObject({ changed: [row] });
    expect(history.since('90')).not.toBeNull();
    expect(history.since('50')).toBeNull();
  }
  for (const history of histories) history.clear();
  expect(budget.bytes).toBe(0);

  const long = new History<Row>(new HistoryBudget(1e9));
  for (let version = 0; version < 1_001; version++) {
    long.add(`${version}`, new Map([['a', { before: `${version}`, after: `${version + 1}` }]]), new Map([['a', row]]));
  }
  expect([long.since('0'), long.since('1')]).toEqual([null, expect.anything()]);
});
