import { expect, test } from '@jest/globals';
import { openLane } from '../../src/loaders/lane.ts';

test('at most so many calls run at a time, in the order in which they came, whatever becomes of them', async () => {
  const lane = openLane(3);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const call = (index: number) => async () => {
    begun.push(index);
    most = Math.max(most, ++running);
    for (let turn = 0; turn < (index * 7) % 5; turn++) await undefined;
    running--;
    if (index % 4 === 0) throw new Error(String(index));
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => lane(call(index))));
  expect(most).toBe(3);
  expect(begun).toEqual([...begun].sort((one, other) => one - other));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message))).toEqual(
    Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? String(index) : index)),
  );
  await expect(lane(async () => 'still open')).resolves.toBe('still open');
});
