import fc from 'fast-check';
import { BLIND } from '../../../test/writes/model/lane.ts';
import { runTrials, SUBJECTS, type Subject, settle } from '../../../test/writes/model/run.ts';
import { behaviours, type Trial, trials } from '../../../test/writes/model/trial.ts';
import { atLeast, atMost, type Case, type Figure, none } from '../../figure.ts';

const WRITES = 10_000;
const LANES = 20;
/** So many writes go to a CFW that behaves in one way, where no document says. */
const ROUND = 25;
const SEED = 14;
/** Outcomes that must have been seen so often, or the run has shown nothing of them. */
const LEAST: Readonly<Record<string, number>> = {
  ...{ DONE: 800, CREATED: 1500, EXISTS: 500, DELETED: 800, ABSENT: 300 },
  ...{ PENDING: 150, UNKNOWN: 150, REFUSED: 300, FAILED: 20 },
};

/** Ten thousand writes whose answers are lost before, after and during the effect, against what CFW really did. */
export const writes: Case = {
  name: '10,000 writes whose answers are lost',
  seconds: 240,
  async run() {
    const all = fc.sample(trials, { numRuns: WRITES, seed: SEED });
    const ways = fc.sample(behaviours, { numRuns: WRITES / ROUND, seed: SEED });
    const told = new Map<string, number>();
    const faults: string[] = [];
    const inLane = async (number: number) => {
      const subject: Subject = number % 2 === 0 ? 'entries' : 'captures';
      const lane = await SUBJECTS[subject].open();
      for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
        await lane.control('PUT', 'behaviour', way);
        const some: Trial[] = all.splice(-ROUND);
        faults.push(...(await runTrials(lane, subject, some)));
      }
      faults.push(...(await settle(lane)));
      for (const [outcome, count] of lane.told) told.set(outcome, (told.get(outcome) ?? 0) + count);
      await lane.close();
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => inLane(number)));
    const count = (outcome: string) => told.get(outcome) ?? 0;
    const doubts = count('PENDING') + count('UNKNOWN');
    return [
      none('writes of which something was said that is not so', faults),
      atMost('doubts without a look: calls held back, or time over', 5, (100 * count(BLIND)) / doubts, ' %'),
      ...Object.entries(LEAST).map(([outcome, least]): Figure => atLeast(outcome, least, count(outcome))),
    ];
  },
};
