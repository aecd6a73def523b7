import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ForeignBed, startForeignBed } from './foreign-cfw.ts';
import { KINDS } from './kinds.ts';
import { QUESTIONS, randomPages } from './random-pages.ts';

/** The long form, 10,000 questions, is in `npm run stress -- find`. */
const LISTS = 24;

let bed: ForeignBed;
beforeAll(async () => {
  bed = await startForeignBed();
});
afterAll(() => bed.close());

test(`${LISTS * QUESTIONS} random questions about lists of each kind, of any rows, are answered as the contract says`, async () => {
  let pages = 0;
  for (let seed = 0; seed < LISTS; seed++) {
    for (const { found, expected } of await randomPages(bed, seed)) {
      expect(found).toEqual(expected);
      pages++;
    }
  }
  expect(pages).toBe(2 * LISTS * QUESTIONS);
  expect(KINDS).toHaveLength(4);
});
