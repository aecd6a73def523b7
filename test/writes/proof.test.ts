import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { createEqualNames } from './proof/equal-names.ts';
import { readAfterWrites } from './proof/fresh-reads.ts';
import { captureAttempts, entryAttempts, tryInput } from './proof/hostile-inputs.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.close());

test('of captures with one name each create gives its own, with others beside it, by two reads', async () => {
  expect(await createEqualNames(bed, 36)).toEqual([]);
}, 60_000);

test('what is read after a payload shows the write, on every way', async () => {
  expect(await readAfterWrites(bed, 30)).toEqual([]);
}, 60_000);

test.each([
  ['list entries', entryAttempts],
  ['captures', captureAttempts],
])(
  'hostile inputs of %s are refused with the path, or go on the wire as the documents want it',
  async (_, attempts) => {
    const seen = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(attempts, async (attempt) => {
        const { isRefused, found, expected } = await tryInput(bed, attempt);
        seen.add(isRefused);
        expect(found).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(seen.size).toBe(2);
  },
  90_000,
);
