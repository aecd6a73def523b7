import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  type EntryResult,
  type EntryRow,
  effectsOf,
  faults,
  listed,
  listedIds,
  OBJECT,
  payloadOf,
  writerOf,
} from './writing.ts';

let bed: TestBed;
let write: ReturnType<typeof writerOf>;
beforeAll(async () => {
  bed = await startTestBed({ REQUEST_TIMEOUT_MS: '10000' });
  write = writerOf(bed);
});
afterAll(() => bed.close());

const USUAL = {
  newRows: 'first',
  deleteMs: 0,
  changeId: 'kept',
  changeWithoutField: 'keeps',
  duplicate: 'entry',
  privateAddresses: 'taken',
  batchFailsAddress: '',
  batchFailsEvery: 0,
  unknownInBatch: 'refused',
  mostEntries: 2000,
  addressFilter: 'beforeMask',
};
afterEach(async () => {
  await behave(bed, USUAL);
  await bed.control('DELETE', 'faults');
  const ids = await listedIds(bed);
  if (ids.length > 0) await write.deleteEntries(ids);
  await effectsOf(bed);
  await bed.calls();
});

const created = async (...addresses: string[]) => {
  const { results } = payloadOf<{ results: EntryResult[] }>(
    await write.createEntries(addresses.map((address) => ({ address }))),
  );
  return results;
};
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);
const reads = (calls: readonly { method: string }[]) => calls.filter(({ method }) => method === 'GET').length;

describe.each([['first'], ['last']])('new rows come %s', (newRows) => {
  test('one entry is made, and read back with its id', async () => {
    await behave(bed, { newRows });
    const [result] = await created('192.0.2.7');
    expect(result).toMatchObject({ outcome: 'CREATED', code: null, entry: { address: '192.0.2.7', protocol: 'ANY' } });
    expect(await effectsOf(bed)).toMatchObject([{ operation: 'AddBlackWhiteList', ids: [result!.entry!.listId] }]);
  });

  test('some are made, some are there, some fail', async () => {
    await behave(bed, { newRows });
    const [there] = await created('192.0.2.1');
    await behave(bed, { batchFailsAddress: '192.0.2.3' });
    await bed.calls();
    const results = await created('192.0.2.2', '192.0.2.1', '192.0.2.3', '192.0.2.2');
    expect(outcomes(results)).toEqual(['CREATED', 'EXISTS', 'FAILED', 'EXISTS']);
    expect(results[1]!.entry?.listId).toBe(there!.entry!.listId);
    expect(results[3]!.entry).toEqual(results[0]!.entry);
    expect(results[2]).toMatchObject({ entry: null, message: expect.stringContaining('CFW') });
    expect(reads(await bed.calls())).toBeLessThanOrEqual(2);
  });
});

test('a batch of 2,000 is split, and costs two reads', async () => {
  await created('10.0.0.0', '10.0.7.207');
  await behave(bed, { batchFailsAddress: '.7.20' });
  await bed.calls();
  const addresses = Array.from({ length: 2000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
  const results = await created(...addresses);
  const rows = new Set(await listed(bed));
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  expect(count('CREATED') + count('EXISTS') + count('FAILED')).toBe(2000);
  expect(count('EXISTS')).toBe(2);
  for (const [index, { outcome, entry }] of results.entries()) {
    expect(rows.has(addresses[index]!)).toBe(outcome !== 'FAILED' || addresses[index] === '10.0.7.207');
    if (outcome !== 'FAILED') expect(entry?.address).toBe(addresses[index]);
  }
  const calls = await bed.calls();
  expect(reads(calls)).toBeLessThanOrEqual(2);
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(4);
});

test('what is more than CFW takes fails, with the reason when it is alone', async () => {
  await created('192.0.2.1', '192.0.2.2');
  await behave(bed, { mostEntries: 3 });
  const results = await created('192.0.2.3', '192.0.2.4', '192.0.2.1');
  expect(outcomes(results)).toEqual(['CREATED', 'FAILED', 'EXISTS']);
  expect(await created('192.0.2.5')).toMatchObject([{ outcome: 'FAILED', code: 'QUOTA_EXCEEDED', entry: null }]);
  expect(await listed(bed)).toHaveLength(3);
});

test('a duplicate by its address alone is the entry of that address', async () => {
  await behave(bed, { duplicate: 'address' });
  const [there] = await created('192.0.2.1');
  const answer = await write.createEntries([{ address: '192.0.2.1', protocol: 'TCP', port: '22' }]);
  const { results } = payloadOf<{ results: EntryResult[] }>(answer);
  expect(results).toMatchObject([{ outcome: 'EXISTS', entry: { listId: there!.entry!.listId } }]);
});

test('a private address that CFW refuses fails with the reason', async () => {
  await behave(bed, { privateAddresses: 'refused' });
  expect(await created('10.1.2.3')).toMatchObject([
    { outcome: 'FAILED', code: 'FAILED_PRECONDITION', message: expect.stringContaining('east-west') },
  ]);
  expect(outcomes(await created('10.1.2.3', '192.0.2.9'))).toEqual(['FAILED', 'CREATED']);
});

describe('an answer that is lost', () => {
  test.each([
    ['after the effect', { effect: 'done', reset: true }],
    ['before the effect', { reset: true }],
    ['with a 502', { status: 502, body: 'html' }],
    ['with a 500 after the effect', { effect: 'done', status: 500 }],
    ['in the middle', { resetAfterBytes: 20 }],
  ])('%s: the entry is made once', async (_, fault) => {
    await faults(bed, { match: { operation: 'AddBlackWhiteList' }, times: 1, ...fault });
    const [result] = await created('192.0.2.7');
    expect(result).toMatchObject({ outcome: 'CREATED', entry: { address: '192.0.2.7' } });
    expect(await effectsOf(bed)).toHaveLength(1);
    expect(await listed(bed)).toEqual(['192.0.2.7']);
  });

  test('of a batch: each entry is made once, and what was there is said to be', async () => {
    const row = { address: '192.0.2.1', address_type: 0, direction: 0, protocol: -1, port: '', description: '' };
    const rows = [{ ...row, created_date: Date.now() - 60_000 }];
    await bed.control('POST', 'rows', { list: 'listEntries', objectId: OBJECT, listType: 4, rows });
    await faults(bed, { match: { operation: 'BatchCreateBlackWhiteList' }, times: 1, effect: 'done', reset: true });
    expect(outcomes(await created('192.0.2.1', '192.0.2.2', '192.0.2.3'))).toEqual(['EXISTS', 'CREATED', 'CREATED']);
    expect(await effectsOf(bed)).toHaveLength(1);
  });

  test('while the port is closed: it is sent when it opens', async () => {
    await bed.control('PUT', 'connections', { refuseMs: 400 });
    expect(outcomes(await created('192.0.2.7'))).toEqual(['CREATED']);
    expect(await effectsOf(bed)).toHaveLength(1);
  });
});

test('a site without the batch gets entries one by one', async () => {
  await faults(bed, { match: { operation: 'BatchCreateBlackWhiteList' }, status: 404, errorCode: 'APIGW.0101' });
  expect(outcomes(await created('192.0.2.1', '192.0.2.2'))).toEqual(['CREATED', 'CREATED']);
});

test('a refusal of the call as a whole is an error with its code', async () => {
  await faults(bed, { match: { operation: 'AddBlackWhiteList' }, status: 400, errorCode: 'CFW.00200016' });
  const answer = await write.createEntries([{ address: '192.0.2.7' }]);
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'FAILED_PRECONDITION', upstream: { errorCode: 'CFW.00200016' } } },
  ]);
  expect(await effectsOf(bed)).toEqual([]);
});

describe.each([
  ['kept', 'keeps'],
  ['new', 'clears'],
])('a change of an entry, id %s, field that is not named %s', (changeId, changeWithoutField) => {
  const change = async (listId: string, fields: object) =>
    payloadOf<{ outcome: string; listEntry: EntryRow | null }>(await write.updateEntry(listId, fields));

  test('changes what is named, and nothing else', async () => {
    await behave(bed, { changeId, changeWithoutField });
    const answer = await write.createEntries([
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
    await behave(bed, { changeId, changeWithoutField });
    const [result] = await created('192.0.2.7');
    await effectsOf(bed);
    await faults(bed, { match: { operation: 'UpdateBlackWhiteList' }, times: 1, effect: 'done', reset: true });
    expect(await change(result!.entry!.listId, { address: '192.0.2.8' })).toMatchObject({
      outcome: 'DONE',
      listEntry: { address: '192.0.2.8' },
    });
    expect(await listed(bed)).toEqual(['192.0.2.8']);
  });
});

test('a change of what is not there is NOT_FOUND, and nothing is sent', async () => {
  await bed.calls();
  const answer = await write.updateEntry('nothing', { address: '192.0.2.8' });
  expect(answer.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  expect((await bed.calls()).map(({ method }) => method)).toEqual(['GET']);
});

test('a change into a duplicate is a CONFLICT', async () => {
  const [, second] = await created('192.0.2.1', '192.0.2.2');
  const answer = await write.updateEntry(second!.entry!.listId, { address: '192.0.2.1' });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', upstream: { errorCode: 'CFW.00400011' } });
});

describe('deleting', () => {
  const removed = async (...ids: string[]) =>
    payloadOf<{ results: DeleteResult[] }>(await write.deleteEntries(ids)).results;

  test.each([['refused'], ['skipped']])(
    'one, many, and what is gone; unknown ids in a batch are %s',
    async (unknownInBatch) => {
      await behave(bed, { unknownInBatch });
      const entries = (await created('192.0.2.1', '192.0.2.2', '192.0.2.3')).map(({ entry }) => entry!.listId);
      expect(outcomes(await removed(entries[0]!))).toEqual(['DELETED']);
      const results = await removed(entries[1]!, entries[0]!, 'nothing', entries[2]!, entries[1]!);
      expect(outcomes(results)).toEqual(['DELETED', 'ABSENT', 'ABSENT', 'DELETED', 'DELETED']);
      const answer = await bed.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: results.map(({ deletedId }) => deletedId),
      });
      expect(answer).toEqual({ data: { nodes: [null, null, null, null, null] } });
      expect(await listed(bed)).toEqual([]);
    },
  );

  test('that takes effect later is DELETED when it has', async () => {
    const [result] = await created('192.0.2.1');
    await behave(bed, { deleteMs: 600 });
    expect(outcomes(await removed(result!.entry!.listId))).toEqual(['DELETED']);
  });

  test.each([
    ['after the effect', { effect: 'done', reset: true }],
    ['before the effect', { reset: true }],
  ])('is DELETED when the answer is lost %s', async (_, fault) => {
    const entries = (await created('192.0.2.1', '192.0.2.2')).map(({ entry }) => entry!.listId);
    await effectsOf(bed);
    await faults(bed, { match: { operation: 'BatchDeleteBlackWhiteLists' }, times: 1, ...fault });
    expect(outcomes(await removed(...entries))).toEqual(['DELETED', 'DELETED']);
    expect(await effectsOf(bed)).toHaveLength(1);
  });

  test('in a batch that fails in part tells what failed', async () => {
    const entries = (await created('192.0.2.1', '192.0.2.2')).map(({ entry }) => entry!.listId);
    await behave(bed, { batchFailsAddress: '192.0.2.2' });
    expect(await removed(...entries)).toMatchObject([
      { outcome: 'DELETED' },
      { outcome: 'FAILED', message: expect.any(String) },
    ]);
  });
});
