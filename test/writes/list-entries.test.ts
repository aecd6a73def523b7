import { describe, expect, test } from '@jest/globals';
import { EntryBed, outcomes } from './entry-bed.ts';
import { behave, type EntryResult, effectsOf, faults, listed, OBJECT, payloadOf } from './writing.ts';

const cfw = new EntryBed();
const reads = (calls: readonly { method: string }[]) => calls.filter(({ method }) => method === 'GET').length;

describe.each([['first'], ['last']])('new rows come %s', (newRows) => {
  test('one entry is made, and read back with its id', async () => {
    await behave(cfw.bed, { newRows });
    const [result] = await cfw.created('192.0.2.7');
    expect(result).toMatchObject({ outcome: 'CREATED', code: null, entry: { address: '192.0.2.7', protocol: 'ANY' } });
    expect(await effectsOf(cfw.bed)).toMatchObject([{ operation: 'AddBlackWhiteList', ids: [result!.entry!.listId] }]);
  });

  test('some are made, some are there, some fail', async () => {
    await behave(cfw.bed, { newRows });
    const [there] = await cfw.created('192.0.2.1');
    await behave(cfw.bed, { batchFailsAddress: '192.0.2.3' });
    await cfw.bed.calls();
    const results = await cfw.created('192.0.2.2', '192.0.2.1', '192.0.2.3', '192.0.2.2');
    expect(outcomes(results)).toEqual(['CREATED', 'EXISTS', 'FAILED', 'EXISTS']);
    expect(results[1]!.entry?.listId).toBe(there!.entry!.listId);
    expect(results[3]!.entry).toEqual(results[0]!.entry);
    expect(results[2]).toMatchObject({ entry: null, message: expect.stringContaining('CFW') });
    expect(reads(await cfw.bed.calls())).toBeLessThanOrEqual(2);
  });
});

test('a batch of 2,000 is split, and costs two reads', async () => {
  await cfw.created('10.0.0.0', '10.0.7.207');
  await behave(cfw.bed, { batchFailsAddress: '.7.20' });
  await cfw.bed.calls();
  const addresses = Array.from({ length: 2000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
  const results = await cfw.created(...addresses);
  const rows = new Set(await listed(cfw.bed));
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  expect(count('CREATED') + count('EXISTS') + count('FAILED')).toBe(2000);
  expect(count('EXISTS')).toBe(2);
  for (const [index, { outcome, entry }] of results.entries()) {
    expect(rows.has(addresses[index]!)).toBe(outcome !== 'FAILED' || addresses[index] === '10.0.7.207');
    if (outcome !== 'FAILED') expect(entry?.address).toBe(addresses[index]);
  }
  const calls = await cfw.bed.calls();
  expect(reads(calls)).toBeLessThanOrEqual(2);
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(4);
});

test('what is more than CFW takes fails, with the reason when it is alone', async () => {
  await cfw.created('192.0.2.1', '192.0.2.2');
  await behave(cfw.bed, { mostEntries: 3 });
  const results = await cfw.created('192.0.2.3', '192.0.2.4', '192.0.2.1');
  expect(outcomes(results)).toEqual(['CREATED', 'FAILED', 'EXISTS']);
  expect(await cfw.created('192.0.2.5')).toMatchObject([{ outcome: 'FAILED', code: 'QUOTA_EXCEEDED', entry: null }]);
  expect(await listed(cfw.bed)).toHaveLength(3);
});

test('a duplicate by its address alone is the entry of that address', async () => {
  await behave(cfw.bed, { duplicate: 'address' });
  const [there] = await cfw.created('192.0.2.1');
  const answer = await cfw.write.createEntries([{ address: '192.0.2.1', protocol: 'TCP', port: '22' }]);
  const { results } = payloadOf<{ results: EntryResult[] }>(answer);
  expect(results).toMatchObject([{ outcome: 'EXISTS', entry: { listId: there!.entry!.listId } }]);
});

test('a private address that CFW refuses fails with the reason', async () => {
  await behave(cfw.bed, { privateAddresses: 'refused' });
  expect(await cfw.created('10.1.2.3')).toMatchObject([
    { outcome: 'FAILED', code: 'FAILED_PRECONDITION', message: expect.stringContaining('east-west') },
  ]);
  expect(outcomes(await cfw.created('10.1.2.3', '192.0.2.9'))).toEqual(['FAILED', 'CREATED']);
});

describe('an answer that is lost', () => {
  test.each([
    ['after the effect', { effect: 'done', reset: true }],
    ['before the effect', { reset: true }],
    ['with a 502', { status: 502, body: 'html' }],
    ['with a 500 after the effect', { effect: 'done', status: 500 }],
    ['in the middle', { resetAfterBytes: 20 }],
  ])('%s: the entry is made once', async (_, fault) => {
    await faults(cfw.bed, { match: { operation: 'AddBlackWhiteList' }, times: 1, ...fault });
    const [result] = await cfw.created('192.0.2.7');
    expect(result).toMatchObject({ outcome: 'CREATED', entry: { address: '192.0.2.7' } });
    expect(await effectsOf(cfw.bed)).toHaveLength(1);
    expect(await listed(cfw.bed)).toEqual(['192.0.2.7']);
  });

  test('of a batch: each entry is made once, and what was there is said to be', async () => {
    const row = { address: '192.0.2.1', address_type: 0, direction: 0, protocol: -1, port: '', description: '' };
    const rows = [{ ...row, created_date: Date.now() - 60_000 }];
    await cfw.bed.control('POST', 'rows', { list: 'listEntries', objectId: OBJECT, listType: 4, rows });
    await faults(cfw.bed, { match: { operation: 'BatchCreateBlackWhiteList' }, times: 1, effect: 'done', reset: true });
    expect(outcomes(await cfw.created('192.0.2.1', '192.0.2.2', '192.0.2.3'))).toEqual([
      'EXISTS',
      'CREATED',
      'CREATED',
    ]);
    expect(await effectsOf(cfw.bed)).toHaveLength(1);
  });

  test('while the port is closed: it is sent when it opens', async () => {
    await cfw.bed.control('PUT', 'connections', { refuseMs: 400 });
    expect(outcomes(await cfw.created('192.0.2.7'))).toEqual(['CREATED']);
    expect(await effectsOf(cfw.bed)).toHaveLength(1);
  });
});

test('a site without the batch gets entries one by one', async () => {
  await faults(cfw.bed, { match: { operation: 'BatchCreateBlackWhiteList' }, status: 404, errorCode: 'APIGW.0101' });
  expect(outcomes(await cfw.created('192.0.2.1', '192.0.2.2'))).toEqual(['CREATED', 'CREATED']);
});

test('a refusal of the call as a whole is an error with its code', async () => {
  await faults(cfw.bed, { match: { operation: 'AddBlackWhiteList' }, status: 400, errorCode: 'CFW.00200016' });
  const answer = await cfw.write.createEntries([{ address: '192.0.2.7' }]);
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'FAILED_PRECONDITION', upstream: { errorCode: 'CFW.00200016' } } },
  ]);
  expect(await effectsOf(cfw.bed)).toEqual([]);
});
