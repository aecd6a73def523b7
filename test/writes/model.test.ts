import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Lane } from './model/lane.ts';
import { runTrials, SUBJECTS, type Subject, settle } from './model/run.ts';
import { behaviours, trials } from './model/trial.ts';

describe.each(Object.keys(SUBJECTS) as Subject[])('writes to %s, whatever becomes of their answers', (subject) => {
  let lane: Lane;
  beforeAll(async () => {
    lane = await SUBJECTS[subject].open();
  });
  afterAll(() => lane.close());

  test('say what CFW did: no effect twice, none that is not told of, no outcome that is not so', async () => {
    await fc.assert(
      fc.asyncProperty(behaviours, fc.array(trials, { minLength: 15, maxLength: 15 }), async (behaviour, some) => {
        await lane.control('PUT', 'behaviour', behaviour);
        expect(await runTrials(lane, subject, some)).toEqual([]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
    expect(await settle(lane)).toEqual([]);
    expect([...lane.told.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(30);
  }, 90_000);
});
