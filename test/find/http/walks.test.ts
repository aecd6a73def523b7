import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignBed, startForeignBed } from './foreign-cfw.ts';
import { randomWalk } from './random-walks.ts';

/** The long form, 200 in each direction, is in `npm run stress -- find`. */
const WALKS = 6;

let bed: ForeignBed;
beforeAll(async () => {
  bed = await startForeignBed();
});
afterAll(() => bed.close());

describe.each(['forward', 'backward'] as const)('walking %s', (direction) => {
  test(`${WALKS} ordered lists that are stirred between pages and calls: nothing that stayed is lost or repeated`, async () => {
    let pages = 0;
    for (let seed = 0; seed < WALKS; seed++) {
      const walked = await randomWalk(bed, seed, direction);
      expect({ seed, lost: walked.lost, repeated: walked.repeated }).toEqual({ seed, lost: [], repeated: [] });
      expect(walked.drifts).not.toContain('LOST');
      pages += walked.pages;
    }
    expect(pages).toBeGreaterThan(2 * WALKS);
  });
});
