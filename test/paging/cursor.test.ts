import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cursor, DIGEST_BYTES, decodeCursor, REACH } from '../../src/paging/cursor.ts';
import { encodeCursor } from '../../src/paging/cursor-writer.ts';
import { PagingError } from '../../src/paging/paging-error.ts';

const digest = (name: string) => createHash('sha256').update(name).digest().subarray(0, DIGEST_BYTES);
const LIST = digest('this list');

const print = fc.integer({ min: 1, max: 0xffffffff });
const place = fc.record({ offset: fc.nat(2 ** 31), total: fc.nat(2 ** 31) });
const standing: fc.Arbitrary<Cursor> = fc
  .tuple(
    place,
    fc.record({
      anchor: fc.record({ print, secondPrint: print }),
      before: fc.array(print, { maxLength: REACH }),
      after: fc.array(print, { maxLength: REACH }),
    }),
  )
  .map(([where, row]) => ({ ...where, ...row }));
const plain: fc.Arbitrary<Cursor> = place.map((where) => ({ ...where, anchor: null, before: [], after: [] }));
const anyCursor = fc.oneof(standing, plain);

const refusal = (text: string, list = LIST) => {
  try {
    decodeCursor(list, text, 'after');
  } catch (error) {
    return error as PagingError;
  }
  return null;
};

describe('a cursor', () => {
  test('comes back as it was, in under 200 characters that a URL takes as they are', () => {
    fc.assert(
      fc.property(anyCursor, (cursor) => {
        const text = encodeCursor(LIST, cursor);
        expect(decodeCursor(LIST, text, 'after')).toEqual(cursor);
        expect(text).toMatch(/^[A-Za-z0-9_-]{1,199}$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('is refused with any one character changed, left out or added, and cut off anywhere', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \n';
    fc.assert(
      fc.property(anyCursor, fc.nat(), (cursor, chance) => {
        const text = encodeCursor(LIST, cursor);
        for (let at = 0; at < text.length; at++) {
          const other = alphabet[(chance + at) % alphabet.length]!;
          const damaged = [text.slice(0, at), text.slice(0, at) + text.slice(at + 1)];
          damaged.push(text.slice(0, at) + other + text.slice(at));
          if (other !== text[at]) damaged.push(text.slice(0, at) + other + text.slice(at + 1));
          for (const one of damaged) {
            // Adding a character beside an equal one of a run, or leaving one of them out, is the same text elsewhere.
            if (one !== text) expect(refusal(one)).toBeInstanceOf(PagingError);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('is refused with every character in turn replaced by every other one', () => {
    const text = encodeCursor(LIST, fc.sample(standing, { seed: 7, numRuns: 1 })[0]!);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const accepted: string[] = [];
    for (let at = 0; at < text.length; at++) {
      for (const other of alphabet) {
        const one = text.slice(0, at) + other + text.slice(at + 1);
        if (one !== text && refusal(one) === null) accepted.push(one);
      }
    }
    expect(accepted).toEqual([]);
  });

  test('of another list is refused as such', () => {
    const text = encodeCursor(digest('that list'), fc.sample(standing, { seed: 8, numRuns: 1 })[0]!);
    expect(refusal(text)?.message).toContain('of another list');
    expect(refusal(text)?.argument).toBe('after');
  });

  test.each(['', 'abc', 'null', 'YXJyYXljb25uZWN0aW9uOjE=', '0', '💥', 'A'.repeat(1_000_000), '\u0000', '../..'])(
    'made up is refused: %.20j',
    (text) => {
      expect(refusal(text)?.message).toContain('`after` is not a cursor');
    },
  );

  test('holds places that no Int can name, and totals too', () => {
    const cursor = { offset: 2 ** 40, total: 2 ** 47, anchor: null, before: [], after: [] };
    expect(decodeCursor(LIST, encodeCursor(LIST, cursor), 'after')).toEqual(cursor);
    const beyond = { ...cursor, offset: 2 ** 52, total: 2 ** 53 - 1 };
    expect(decodeCursor(LIST, encodeCursor(LIST, beyond), 'after').offset).toBe(2 ** 48 - 1);
  });
});
