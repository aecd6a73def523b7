import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeKeysetCursor, encodeKeysetCursor, type KeysetCursor } from '../../src/find/keyset-cursor.ts';
import { MAX_KEY_LENGTH } from '../../src/find/values/text-key.ts';
import { encodeCursor } from '../../src/paging/cursor-writer.ts';
import { PagingError } from '../../src/paging/paging-error.ts';
import { Random } from '../paging/random.ts';
import { type Asked, ask, LIST } from './asking.ts';
import { drawRows, type Row } from './rows.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const text = fc.string({ unit: 'binary', maxLength: 40 });
const count = fc.nat(2 ** 31);
const anyCursor: fc.Arbitrary<KeysetCursor> = fc.record({
  offset: count,
  key: fc.oneof(fc.constant(null), number, text),
  id: fc.option(text),
  ordinal: count,
});

function refusal(cursor: string): PagingError | null {
  try {
    decodeKeysetCursor(LIST, cursor, 'after');
  } catch (error) {
    if (error instanceof PagingError) return error;
    throw error;
  }
  return null;
}

describe('a cursor of an ordered list', () => {
  test('comes back as it was, in characters that a URL takes as they are', () => {
    fc.assert(
      fc.property(anyCursor, (cursor) => {
        const written = encodeKeysetCursor(LIST, cursor);
        expect(decodeKeysetCursor(LIST, written, 'after')).toEqual(cursor);
        expect(written).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('comes back with the longest key and id there can be', () => {
    const longest = '\ud800'.repeat(MAX_KEY_LENGTH);
    const cursor = { offset: 2 ** 40, key: longest, id: longest, ordinal: 2 ** 40 };
    expect(decodeKeysetCursor(LIST, encodeKeysetCursor(LIST, cursor), 'after')).toEqual(cursor);
  });

  test('is refused with any one character changed, left out or added, and cut off anywhere', () => {
    const written = encodeKeysetCursor(LIST, { offset: 50, key: 1717500230000, id: '24e6bb6d-d335', ordinal: 0 });
    for (let at = 0; at < written.length; at++) {
      const other = written[at] === 'A' ? 'B' : 'A';
      for (const damaged of [
        written.slice(0, at) + other + written.slice(at + 1),
        written.slice(0, at) + written.slice(at + 1),
        written.slice(0, at) + other + written.slice(at),
        written.slice(0, at),
        // Base64 readers pass over these.
        `${written.slice(0, at)}=${written.slice(at)}`,
        `${written.slice(0, at)}\n${written.slice(at)}`,
      ]) {
        const message = expect.stringMatching(/^`after` is not a cursor of this API/);
        expect({ damaged, refusal: refusal(damaged) }).toEqual({
          damaged,
          refusal: expect.objectContaining({ argument: 'after', message }),
        });
      }
    }
  });

  test('is refused for any text that was not written here', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (garbage) => {
        expect(refusal(garbage)?.message).toMatch(/`after` is not a cursor/);
      }),
    );
    expect(refusal('A'.repeat(100_000))?.message).toMatch(/not a cursor/);
  });

  test('a cursor of a list in CFW’s order is one of another list', () => {
    const plain = encodeCursor(LIST, { offset: 1, total: 2, anchor: null, before: [], after: [] });
    expect(refusal(plain)?.message).toMatch(/`after` is a cursor of another list/);
  });
});

describe('a cursor of one question', () => {
  const rows: Row[] = drawRows(new Random(7), 60);
  const orderBy = { field: 'NAME', direction: 'ASC' } as const;
  const cursorOf = (asked: Asked) => ask(rows, asked, {}).cursorAt(3);
  const use = (asked: Asked, cursor: string) => () => ask(rows, asked, { before: cursor });

  test.each<[string, Asked, Asked]>([
    ['another field to order by', { orderBy }, { orderBy: { ...orderBy, field: 'COUNT' } }],
    ['the other direction', { orderBy }, { orderBy: { ...orderBy, direction: 'DESC' } }],
    ['no order', { orderBy, filterBy: { search: 'r' } }, { filterBy: { search: 'r' } }],
    ['an order', { filterBy: { search: 'r' } }, { orderBy, filterBy: { search: 'r' } }],
    ['a filter', { orderBy }, { orderBy, filterBy: { isDeleted: false } }],
    ['another value', { orderBy, filterBy: { search: 'r' } }, { orderBy, filterBy: { search: 'a' } }],
    ['another value in CFW’s order', { filterBy: { search: 'r' } }, { filterBy: { search: '' } }],
    ['no values instead of null', { orderBy }, { orderBy, filterBy: { statuses: [] } }],
  ])('is refused with %s', (_, asked, other) => {
    const cursor = cursorOf(asked);
    expect(use(asked, cursor)).not.toThrow();
    expect(use(other, cursor)).toThrow(PagingError);
    expect(use(other, cursor)).toThrow(/`before` is/);
  });

  test('is good for the same question in other words', () => {
    const asked: Asked = { orderBy, filterBy: { statuses: ['RUNNING', 'STOPPED'] } };
    const words: Asked = {
      orderBy,
      filterBy: { created: { from: null }, search: null, statuses: ['STOPPED', 'RUNNING', 'STOPPED'] },
    };
    expect(ask(rows, words, { after: cursorOf(asked) })).toMatchObject({ window: { start: 4, drift: 'NONE' } });
  });
});

describe('a value that means nothing', () => {
  test.each<[string, Asked['filterBy']]>([
    ['matchingAddress', { matchingAddress: '010.0.0.1' }],
    ['matchingAddress', { matchingAddress: 'not an address' }],
    ['matchingPort', { matchingPort: 65_536 }],
    ['matchingPort', { matchingPort: -1 }],
  ])('is refused by the name of its argument: %s', (argument, filterBy) => {
    expect(() => ask([], { filterBy }, {})).toThrow(expect.objectContaining({ name: 'PagingError', argument }));
  });
});
