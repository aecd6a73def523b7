import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Lane } from './model/lane.ts';
import { runTrials, SUBJECTS, type Subject, settle } from './model/run.ts';
import { behaviours, trials } from './model/trial.ts';

/** Most of a write whose answer is lost is waiting: they wait beside each other, each with a CFW of its own. */
const LANES: readonly Subject[] = ['entries', 'entries', 'captures', 'captures'];
const TRIALS = 12;

const lanes: Lane[] = [];
beforeAll(async () => {
  for (const subject of LANES) lanes.push(await SUBJECTS[subject].open());
});
afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

test('writes say what CFW did: no effect twice, none that is not told of, no outcome that is not so', async () => {
  const ways = fc.tuple(behaviours, fc.array(trials, { minLength: TRIALS, maxLength: TRIALS }));
  await fc.assert(
    fc.asyncProperty(fc.array(ways, { minLength: LANES.length, maxLength: LANES.length }), async (all) => {
      const faults = await Promise.all(
        lanes.map(async (lane, at) => {
          const [behaviour, some] = all[at]!;
          await lane.control('PUT', 'behaviour', behaviour);
          return [...(await runTrials(lane, LANES[at]!, some)), ...(await settle(lane))];
        }),
      );
      expect(faults.flat()).toEqual([]);
    }),
    { numRuns: 1, endOnFailure: true },
  );
  for (const { told } of lanes) {
    expect([...told.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(TRIALS);
  }
}, 90_000);
