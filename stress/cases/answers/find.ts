import { isDeepStrictEqual } from 'node:util';
import { startForeignBed } from '../../../test/find/http/foreign-cfw.ts';
import { QUESTIONS, randomPages } from '../../../test/find/http/random-pages.ts';
import { randomWalk, type Walked } from '../../../test/find/http/random-walks.ts';
import { atLeast, atMost, type Case, none } from '../../figure.ts';

const LISTS = 1_000;
const WALKS = 200;

/** Filters and orders over HTTP, on a CFW that is not the simulator, against the contract by brute force. */
export const findPages: Case = {
  name: `find: ${(LISTS * QUESTIONS).toLocaleString('en')} questions about lists of any rows`,
  seconds: 90,
  async run() {
    const bed = await startForeignBed();
    const wrong: string[] = [];
    let pages = 0;
    for (let seed = 0; seed < LISTS; seed++) {
      for (const { found, expected } of await randomPages(bed, seed)) {
        if (!isDeepStrictEqual(found, expected)) wrong.push(JSON.stringify({ found, expected }));
        pages++;
      }
    }
    await bed.close();
    return [
      none('wrong rows, counts, flags or drift', wrong),
      atLeast('pages that were compared', 2 * LISTS * QUESTIONS, pages),
    ];
  },
};

/** Walks through ordered lists in which rows come, go, change and are put elsewhere, between pages and between calls. */
export const findWalks: Case = {
  name: `find: ${WALKS} walks each way through lists that change`,
  seconds: 90,
  async run() {
    const bed = await startForeignBed();
    const walks: Walked[] = [];
    for (let seed = 0; seed < WALKS; seed++) {
      for (const direction of ['forward', 'backward'] as const) walks.push(await randomWalk(bed, seed, direction));
    }
    await bed.close();
    return [
      none(
        'rows that stayed and were lost',
        walks.flatMap(({ lost }) => lost),
      ),
      none(
        'rows that stayed and were repeated',
        walks.flatMap(({ repeated }) => repeated),
      ),
      none(
        'pages that may have lost rows',
        walks.flatMap(({ drifts }) => drifts.filter((drift) => drift === 'LOST')),
      ),
      atLeast(
        'changes between two calls of a page',
        40,
        walks.reduce((sum, { midway }) => sum + midway, 0),
      ),
      atMost('calls of one page', 10, Math.max(...walks.map(({ mostCalls }) => mostCalls))),
    ];
  },
};
