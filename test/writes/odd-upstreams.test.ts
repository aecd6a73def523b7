import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  type EntryResult,
  type EntryRow,
  effectsOf,
  FIREWALL,
  faults,
  listedIds,
  OBJECT,
  payloadOf,
  writerOf,
} from './writing.ts';

let bed: TestBed;
let write: ReturnType<typeof writerOf>;
beforeAll(async () => {
  bed = await startTestBed({ REQUEST_TIMEOUT_MS: '3000' });
  write = writerOf(bed);
});
afterAll(() => bed.close());

afterEach(async () => {
  await bed.control('DELETE', 'faults');
  await behave(bed, { newRows: 'first', changeId: 'kept' });
  const ids = await listedIds(bed);
  for (let at = 0; at < ids.length; at += 2000) await write.deleteEntries(ids.slice(at, at + 2000));
  await effectsOf(bed);
  await bed.calls();
});

const created = async (...addresses: string[]) =>
  payloadOf<{ results: EntryResult[] }>(await write.createEntries(addresses.map((address) => ({ address })))).results;
const removed = async (...ids: string[]) =>
  payloadOf<{ results: DeleteResult[] }>(await write.deleteEntries(ids)).results;
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);
const operations = async () => (await bed.calls()).map(({ operation }) => operation);
const reads = async () => (await operations()).filter((operation) => operation === 'ListBlackWhiteLists').length;

describe('an answer of a batch that repeats its entries in other words', () => {
  const item = (address: string, more: object = {}) => ({ address, direction: '0', protocol: '-1', port: '', ...more });
  const answer = (success: object[], duplicated: object[]) =>
    JSON.stringify({ data: { success_list: success, failed_list: [], duplicated_list: duplicated } });

  test.each([
    ['codes in text', item('2001:DB8:0::1')],
    ['a port of all ports', item('2001:db8::1', { port: 0 })],
    ['codes that no document knows', item('2001:db8::1', { direction: 'in', protocol: 'any' })],
    ['no codes', { address: '2001:db8::1' }],
  ])('%s', async (_, told) => {
    await created('192.0.2.1');
    await faults(bed, {
      match: { operation: 'BatchCreateBlackWhiteList' },
      effect: 'done',
      rawBody: answer([told], [{ ...told, address: '192.0.2.1' }]),
    });
    const results = await created('2001:db8::1', '192.0.2.1');
    expect(outcomes(results)).toEqual(['CREATED', 'EXISTS']);
    expect(results.map(({ entry }) => entry?.address)).toEqual(['2001:db8::1', '192.0.2.1']);
  });
});

describe('a list', () => {
  const list = (row: object) => JSON.stringify({ data: { total: 1, records: [row] } });
  const ROW = { list_id: 'a', address: '192.0.2.7', direction: 0, protocol: 6, port: '22', created_date: '1700000000' };
  const ports = { address: '192.0.2.7', protocol: 'TCP', port: '22' };

  test.each([
    ['codes in text', { ...ROW, direction: '0', protocol: '6' }, true],
    ['no direction', { ...ROW, direction: undefined }, true],
    ['a direction that is no code', { ...ROW, direction: {} }, true],
    ['a port that is no text', { ...ROW, port: 22 }, true],
    ['the address as a block', { ...ROW, address: '192.0.2.7/32' }, true],
    ['another direction', { ...ROW, direction: 1 }, false],
    ['another port', { ...ROW, port: '23' }, false],
    ['all ports', { ...ROW, port: '' }, false],
  ])('with %s', async (_, row, isSame) => {
    await faults(
      bed,
      { match: { operation: 'AddBlackWhiteList' }, rawBody: '{"data":{"id":"another","name":"192.0.2.7"}}' },
      { match: { operation: 'ListBlackWhiteLists' }, rawBody: list(row) },
    );
    const answer = await bed.ask(
      `mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome entry { listId } } } }`,
      { input: { objectId: OBJECT, listType: 'BLACKLIST', entries: [{ direction: 'SOURCE', ...ports }] } },
    );
    expect(payloadOf(answer)).toEqual({
      results: [isSame ? { outcome: 'CREATED', entry: { listId: 'a' } } : { outcome: 'PENDING', entry: null }],
    });
  });
});

test.each([
  ['a site without the batch', { status: 404, errorCode: 'APIGW.0101' }],
  ['a proxy that drops the body of a DELETE', { status: 400, errorCode: 'CFW.00200001' }],
])('%s: entries are deleted one by one', async (_, fault) => {
  const ids = (await created('192.0.2.1', '192.0.2.2')).map(({ entry }) => entry!.listId);
  await faults(bed, { match: { operation: 'BatchDeleteBlackWhiteLists' }, ...fault });
  await bed.calls();
  expect(outcomes(await removed(...ids))).toEqual(['DELETED', 'DELETED']);
  expect((await operations()).filter((operation) => operation === 'DeleteBlackWhiteList')).toHaveLength(2);
});

test('a task whose status no document knows has not been stopped', async () => {
  const row = { task_id: 'odd', name: 'odd', status: 3, is_deleted: 0 };
  await bed.control('POST', 'rows', { list: 'captureTasks', firewallId: FIREWALL, rows: [row] });
  expect((await write.stopTask('odd')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await faults(bed, { match: { operation: 'CancelCaptureTask' }, rawBody: '{"data":{}}' });
  expect(payloadOf(await write.stopTask('odd'))).toMatchObject({ outcome: 'PENDING', captureTask: { taskId: 'odd' } });
});

describe('a list of 1,500 entries is read as far as it must be', () => {
  const fill = async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => ({
      ...{ address: `198.51.${at >> 8}.${at & 255}`, address_type: 0, direction: 0, protocol: -1, port: '' },
      ...{ created_date: 1_700_000_000_000, modified_date: 1_700_000_000_000, description: '' },
    }));
    await bed.control('POST', 'rows', { list: 'listEntries', objectId: OBJECT, listType: 4, rows });
    return listedIds(bed);
  };
  const change = async (listId: string) =>
    payloadOf<{ outcome: string; listEntry: EntryRow }>(await write.updateEntry(listId, { description: 'changed' }));

  test('a change in its first thousand costs two reads, and further down three', async () => {
    const ids = await fill();
    for (const [at, most] of [
      [0, 2],
      [1023, 2],
      [1024, 3],
      [1499, 3],
    ] as const) {
      await bed.calls();
      expect(await change(ids[at]!)).toMatchObject({ outcome: 'DONE', listEntry: { listId: ids[at] } });
      expect(await reads()).toBe(most);
    }
  });

  test('one that gets a new id is found as well', async () => {
    const ids = await fill();
    await behave(bed, { changeId: 'new' });
    for (const at of [0, 1499]) {
      const { outcome, listEntry } = await change(ids[at]!);
      expect([outcome, listEntry.listId]).toEqual(['DONE', (await listedIds(bed))[at]]);
    }
  });

  test('what has been made is read until it is found', async () => {
    await fill();
    await bed.calls();
    expect(outcomes(await created('192.0.2.7', '192.0.2.8'))).toEqual(['CREATED', 'CREATED']);
    expect(await reads()).toBe(1);
    await behave(bed, { newRows: 'last' });
    expect(outcomes(await created('192.0.2.9'))).toEqual(['CREATED']);
    expect(await reads()).toBe(2);
  });

  test('what is to be deleted is read until it is found, and all is read to see that it is gone', async () => {
    const ids = await fill();
    await bed.calls();
    expect(outcomes(await removed(ids[0]!, ids[1]!))).toEqual(['DELETED', 'DELETED']);
    expect(await reads()).toBe(3);
    expect(outcomes(await removed(ids[1400]!, 'nothing'))).toEqual(['DELETED', 'ABSENT']);
    expect(await reads()).toBe(4);
  });
});
