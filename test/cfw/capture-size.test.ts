import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { captureSizeBytes } from '../../src/cfw/resources/capture-size.ts';

describe('capture sizes', () => {
  test.each([
    ['500kb', 512_000],
    ['500mb', 524_288_000],
    ['1.5KB', 1536],
    ['0.1kb', 102],
    ['2 Gb', 2_147_483_648],
    ['17b', 17],
    ['0kb', 0],
  ])('%s', (text, bytes) => expect(captureSizeBytes(text)).toBe(bytes));

  test.each(['--', '', 'kb', '-1kb', '1e3kb', '1.kb', '.5kb', '5tb', '5 kib', '9999999999999999gb', '1kb '])(
    '%j is no size',
    (text) => expect(captureSizeBytes(text)).toBeNull(),
  );

  test('whole numbers of any unit, and nothing but safe integers', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8_000_000 }), fc.constantFrom('', 'k', 'm', 'g', 'K', 'M', 'G'), (count, unit) => {
        const factor = 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
        expect(captureSizeBytes(`${count}${unit}b`)).toBe(count * factor);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = captureSizeBytes(text);
        expect(bytes === null || Number.isSafeInteger(bytes)).toBe(true);
      }),
    );
  });
});
