import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folded } from '../../src/find/values/case-folding.ts';
import { MAX_KEY_LENGTH, textKey } from '../../src/find/values/text-key.ts';

const sorted = (texts: readonly string[]) =>
  texts.toSorted((one, other) => (textKey(one) === textKey(other) ? 0 : textKey(one) < textKey(other) ? -1 : 1));

describe('the order of texts', () => {
  test.each([
    [
      ['Rule 10', 'rule 9', 'RULE 1'],
      ['RULE 1', 'rule 9', 'Rule 10'],
    ],
    [
      ['a10b', 'a9c', 'a9b', 'a'],
      ['a', 'a9b', 'a9c', 'a10b'],
    ],
    [
      ['a1', 'a:', 'a/', 'a'],
      ['a', 'a/', 'a1', 'a:'],
    ],
    [
      ['20240604112350999999999', '3', '0', '00'],
      ['0', '00', '3', '20240604112350999999999'],
    ],
    // U+1D4B3 stands behind U+FF5E, although its first 16 bits are smaller.
    [
      ['𝒳', '～', 'z', '\ud7ff'],
      ['z', '\ud7ff', '～', '𝒳'],
    ],
  ])('%j becomes %j', (texts, expected) => {
    expect(sorted(texts)).toEqual(expected);
  });

  test('numbers are equal by value, whatever zeros they begin with', () => {
    expect(textKey('Rule 007')).toBe(textKey('rule 7'));
    expect(textKey('000')).toBe(textKey('0'));
  });

  test('is that of code points and values, for any two texts', () => {
    const unit = fc.constantFrom('a', 'B', '0', '1', '9', '-', 'é', '\ud7ff', '～', '𝒳', '\ue000');
    const parts = (text: string) =>
      [...text.toLowerCase().matchAll(/[0-9]+|[^0-9]/gu)].flatMap(([part]) =>
        /[0-9]/.test(part) ? [48n, BigInt(part)] : [BigInt(part.codePointAt(0)!)],
      );
    const sign = (one: bigint[], other: bigint[]) => {
      const at = one.findIndex((part, index) => part !== other[index]);
      if (at < 0) return Math.sign(one.length - other.length);
      return other[at] === undefined || one[at]! > other[at] ? 1 : -1;
    };
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit }), (one, other) => {
        const [key, otherKey] = [textKey(one), textKey(other)];
        expect(key === otherKey ? 0 : key < otherKey ? -1 : 1).toBe(sign(parts(one), parts(other)));
      }),
      { numRuns: 5000 },
    );
  });

  test('keys of the longest names are whole, and longer ones are cut', () => {
    const longest = `${'9a'.repeat(127)}9`;
    expect(textKey(`${longest}x`).slice(0, -1)).toBe(textKey(longest));
    expect(textKey('ﬃ'.repeat(255)).length).toBe(765);
    expect(textKey('x'.repeat(5000))).toHaveLength(MAX_KEY_LENGTH);
  });
});

describe('case folding', () => {
  test('makes one of all characters that differ by case, wherever they stand', () => {
    for (const [one, other] of [
      ['ΟΔΟΣ', 'οδος'],
      ['οδοσ', 'οδος'],
      ['STRASSE', 'straße'],
      ['ẞ', 'ß'],
      ['ﬀ', 'FF'],
      ['K', 'k'],
      ['Ꭰ', 'ꭰ'],
      ['ПРИВЕТ', 'привет'],
    ]) {
      expect(folded(one!)).toBe(folded(other!));
    }
  });

  test('agrees with what regular expressions hold for equal, for every code point', () => {
    const differing: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const fold = folded(character);
      if (fold === character) continue;
      // Where it folds to several, they know no equal.
      if ([...fold].length === 1 && !new RegExp(`^${fold}$`, 'iu').test(character)) differing.push(character);
      if (folded(fold) !== fold) differing.push(character);
    }
    expect(differing).toEqual([]);
  });
});
