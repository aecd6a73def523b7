import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { type Door, openDoor } from './door.ts';
import { randomOperation } from './random-operation.ts';
import { faultsOf } from './sound-answer.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Both counts are given, and a cursor is a variable: what it may cost is asked before the variable is known. */
const BOTH_COUNTS = [9, 0, 0, 0, 0, 0, 4499, 0, 12, 0, 3751, ...zeros(12), 1373, ...zeros(23), 905, ...zeros(4)];

function zeros(count: number): number[] {
  return Array<number>(count).fill(0);
}

test('whatever is asked: no crash, no 5xx, a code on every error, nothing of the inside', async () => {
  const schema = subgraphSchema();
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 40, maxLength: 120 }), async (dice) => {
      const answer = await door.post(randomOperation(schema, dice));
      if (answer.body.data) executed++;
      expect(faultsOf(answer)).toEqual([]);
    }),
    { numRuns: 400, examples: [[BOTH_COUNTS]] },
  );
  // The generator is worth something only if much of what it makes is executed.
  expect(executed).toBeGreaterThan(160);
}, 120_000);
