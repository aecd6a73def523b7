import { describe, expect, test } from '@jest/globals';
import { EntryBed } from './entry-bed.ts';
import { behave, type EntryResult, type EntryRow, effectsOf, faults, listed, payloadOf } from './writing.ts';

const cfw = new EntryBed();

describe.each([
  ['kept', 'keeps'],
  ['new', 'clears'],
])('a change of an entry, id %s, field that is not named %s', (changeId, changeWithoutField) => {
  const change = async (listId: string, fields: object) =>
    payloadOf<{ outcome: string; listEntry: EntryRow | null }>(await cfw.write.updateEntry(listId, fields));

  test('changes what is named, and nothing else', async () => {
    await behave(cfw.bed, { changeId, changeWithoutField });
    const answer = await cfw.write.createEntries([
      { address: '192.0.2.7', protocol: 'TCP', port: '22', description: 'note' },
    ]);
    const [{ entry }] = payloadOf<{ results: [EntryResult] }>(answer).results;
    const first = await change(entry!.listId, { address: '192.0.2.8' });
    expect(first).toMatchObject({
      outcome: 'DONE',
      listEntry: { address: '192.0.2.8', protocol: 'TCP', port: '22', description: 'note' },
    });
    expect(first.listEntry!.listId === entry!.listId).toBe(changeId === 'kept');
    const second = await change(first.listEntry!.listId, { protocol: 'ANY', description: null });
    expect(second).toMatchObject({ outcome: 'DONE', listEntry: { protocol: 'ANY', port: null, description: null } });
  });

  test('is done once when its answer is lost', async () => {
    await behave(cfw.bed, { changeId, changeWithoutField });
    const [result] = await cfw.created('192.0.2.7');
    await effectsOf(cfw.bed);
    await faults(cfw.bed, { match: { operation: 'UpdateBlackWhiteList' }, times: 1, effect: 'done', reset: true });
    expect(await change(result!.entry!.listId, { address: '192.0.2.8' })).toMatchObject({
      outcome: 'DONE',
      listEntry: { address: '192.0.2.8' },
    });
    expect(await listed(cfw.bed)).toEqual(['192.0.2.8']);
  });
});

test('a change of what is not there is NOT_FOUND, and nothing is sent', async () => {
  await cfw.bed.calls();
  const answer = await cfw.write.updateEntry('nothing', { address: '192.0.2.8' });
  expect(answer.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  expect((await cfw.bed.calls()).map(({ method }) => method)).toEqual(['GET']);
});

test('a change into a duplicate is a CONFLICT', async () => {
  const [, second] = await cfw.created('192.0.2.1', '192.0.2.2');
  const answer = await cfw.write.updateEntry(second!.entry!.listId, { address: '192.0.2.1' });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', upstream: { errorCode: 'CFW.00400011' } });
});
