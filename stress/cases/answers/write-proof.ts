import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { startTestBed, type TestBed } from '../../../test/support/gateway.ts';
import { createEqualNames } from '../../../test/writes/proof/equal-names.ts';
import { readAfterWrites } from '../../../test/writes/proof/fresh-reads.ts';
import { captureAttempts, entryAttempts, tryInput } from '../../../test/writes/proof/hostile-inputs.ts';
import { atLeast, type Case, none } from '../../figure.ts';

const CREATES = 1_000;
const WRITES = 1_000;
const INPUTS = 5_000;
const LANES = 4;
const SEED = 14;

/** Captures of one name, reads right after writes, and hostile inputs. */
export const writeProof: Case = {
  name: 'writes: equal names, reads at once, hostile inputs',
  seconds: 170,
  async run() {
    const [names, stale, [wrong, refused]] = await Promise.all([
      inLanes((bed) => createEqualNames(bed, CREATES / LANES)),
      inLanes((bed) => readAfterWrites(bed, WRITES / LANES)),
      withBed(hostileInputs),
    ]);
    return [
      none(`of ${CREATES} creates: another's task, or more than 2 reads`, names),
      none(`of ${WRITES} writes: stale reads`, stale),
      none(`of ${INPUTS} inputs: not refused with its path, nor sent as documented`, wrong),
      atLeast('inputs that were refused', INPUTS / 5, refused),
      atLeast('inputs that were sent', INPUTS / 40, INPUTS - refused),
    ];
  },
};

async function hostileInputs(bed: TestBed): Promise<[wrong: string[], refused: number]> {
  const wrong: string[] = [];
  let refused = 0;
  for (const attempt of fc.sample(fc.oneof(entryAttempts, captureAttempts), { numRuns: INPUTS, seed: SEED })) {
    const { isRefused, found, expected } = await tryInput(bed, attempt);
    if (isRefused) refused++;
    if (!isDeepStrictEqual(found, expected)) wrong.push(JSON.stringify({ attempt, found, expected }));
  }
  return [wrong, refused];
}

async function inLanes(run: (bed: TestBed) => Promise<string[]>): Promise<string[]> {
  const found = await Promise.all(Array.from({ length: LANES }, () => withBed(run)));
  return found.flat();
}

async function withBed<Result>(run: (bed: TestBed) => Promise<Result>): Promise<Result> {
  const bed = await startTestBed();
  try {
    return await run(bed);
  } finally {
    await bed.close();
  }
}
