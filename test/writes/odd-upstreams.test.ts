import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  type EntryResult,
  effectsOf,
  faults,
  listedIds,
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
