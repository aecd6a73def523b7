import { expect, test } from '@jest/globals';
import { EntryBed, outcomes } from './entry-bed.ts';
import { behave, effectsOf, faults, listed } from './writing.ts';

const cfw = new EntryBed();

test.each([['refused'], ['skipped']])(
  'one, many, and what is gone; unknown ids in a batch are %s',
  async (unknownInBatch) => {
    await behave(cfw.bed, { unknownInBatch });
    const entries = (await cfw.created('192.0.2.1', '192.0.2.2', '192.0.2.3')).map(({ entry }) => entry!.listId);
    expect(outcomes(await cfw.removed(entries[0]!))).toEqual(['DELETED']);
    const results = await cfw.removed(entries[1]!, entries[0]!, 'nothing', entries[2]!, entries[1]!);
    expect(outcomes(results)).toEqual(['DELETED', 'ABSENT', 'ABSENT', 'DELETED', 'DELETED']);
    const answer = await cfw.bed.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: results.map(({ deletedId }) => deletedId),
    });
    expect(answer).toEqual({ data: { nodes: [null, null, null, null, null] } });
    expect(await listed(cfw.bed)).toEqual([]);
  },
);

test('that takes effect later is DELETED when it has', async () => {
  const [result] = await cfw.created('192.0.2.1');
  await behave(cfw.bed, { deleteMs: 600 });
  expect(outcomes(await cfw.removed(result!.entry!.listId))).toEqual(['DELETED']);
});

test.each([
  ['after the effect', { effect: 'done', reset: true }],
  ['before the effect', { reset: true }],
])('is DELETED when the answer is lost %s', async (_, fault) => {
  const entries = (await cfw.created('192.0.2.1', '192.0.2.2')).map(({ entry }) => entry!.listId);
  await effectsOf(cfw.bed);
  await faults(cfw.bed, { match: { operation: 'BatchDeleteBlackWhiteLists' }, times: 1, ...fault });
  expect(outcomes(await cfw.removed(...entries))).toEqual(['DELETED', 'DELETED']);
  expect(await effectsOf(cfw.bed)).toHaveLength(1);
});

test('in a batch that fails in part tells what failed', async () => {
  const entries = (await cfw.created('192.0.2.1', '192.0.2.2')).map(({ entry }) => entry!.listId);
  await behave(cfw.bed, { batchFailsAddress: '192.0.2.2' });
  expect(await cfw.removed(...entries)).toMatchObject([
    { outcome: 'DELETED' },
    { outcome: 'FAILED', message: expect.any(String) },
  ]);
});
