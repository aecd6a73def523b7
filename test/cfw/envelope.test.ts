import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from '../../src/cfw/calls/call.ts';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import type { CaptureTaskRecord } from '../../src/cfw/resources/capture-task.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { callBy, FIREWALL_ID } from './caller.ts';
import { json, page, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;

beforeAll(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({
    endpoint: upstream.url,
    timeZone: 'Asia/Shanghai',
    attemptTimeoutMs: 2000,
  });
});
afterAll(async () => {
  await client.close();
  await upstream.close();
});

function tasks(body: unknown, range = { offset: 0, limit: 50 }): Promise<Page<CaptureTaskRecord>> {
  upstream.reply = json(body);
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, range, callBy(forwardedToken('t')));
}

describe('envelopes', () => {
  test('total is exact up to 2^53 - 1', async () => {
    expect((await tasks('{"data":{"total":9007199254740991,"records":[]}}')).total).toBe(2 ** 53 - 1);
  });

  test('rows may be absent where none can be expected', async () => {
    expect(await tasks({ data: { total: 0 } })).toEqual({ offset: 0, total: 0, rows: [] });
    expect(await tasks({ data: { total: 5, records: null } }, { offset: 5, limit: 5 })).toMatchObject({ rows: [] });
    expect(await tasks({ data: { total: 5, records: [] } }, { offset: 0, limit: 5 })).toMatchObject({ rows: [] });
  });

  test('the array that old editions sent is read', async () => {
    expect(await tasks({ data: [{ total: 1, records: [{ task_id: 'a' }] }] })).toMatchObject({ total: 1 });
  });

  test.each([
    '{"data":null}',
    '{"data":{}}',
    '{"data":[]}',
    '{"data":[null]}',
    '{"data":{"records":null}}',
    '{"data":{"records":null,"total":null}}',
    '{"data":{"records":[]}}',
    '{"data":{"records":[],"total":"0"}}',
    '{"data":{"records":null,"total":0,"limit":50,"offset":0}}',
    '{"data":null,"trace_id":"x","error_code":null,"error_msg":""}',
    '{"error_code":"0","error_msg":"success","data":{"records":[],"total":0}}',
  ])('%s is an empty list, which ends where the page was to begin', async (body) => {
    expect(await tasks(body)).toEqual({ offset: 0, total: 0, rows: [] });
    const further = await tasks(body, { offset: 7, limit: 5 });
    expect(further).toEqual({ offset: 7, total: /"total":"?0/.test(body) ? 0 : 7, rows: [] });
  });

  test('total may be a number in text', async () => {
    const { total, rows } = await tasks('{"data":{"total":"12","records":[{"task_id":"a"}]}}');
    expect([total, rows.length]).toEqual([12, 1]);
  });

  test.each([
    ['empty', ''],
    ['HTML', '<html>502</html>'],
    ['half a JSON', '{"data":{"total":1,"rec'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no data', '{}'],
    ['data null and a complaint', '{"data":null,"error_msg":"not today"}'],
    ['data in text', '{"data":"none"}'],
    ['a page in the second place', '{"data":[null,{"total":0}]}'],
    ['several pages', '{"data":[{"total":0},{"total":0}]}'],
    ['rows and no total', '{"data":{"records":[{}]}}'],
    ['a total and no rows', '{"data":{"total":5,"records":null}}'],
    ['total words', '{"data":{"total":"many","records":[]}}'],
    ['total empty', '{"data":{"total":"","records":[]}}'],
    ['total a fraction in text', '{"data":{"total":"1.5","records":[]}}'],
    ['total 2^53 + 1 in text', '{"data":{"total":"9007199254740993","records":[]}}'],
    ['total negative', '{"data":{"total":-1,"records":[]}}'],
    ['total a fraction', '{"data":{"total":1.5,"records":[]}}'],
    ['total 2^53', '{"data":{"total":9007199254740992,"records":[]}}'],
    ['total 2^53 + 1', '{"data":{"total":9007199254740993,"records":[]}}'],
    ['records missing', '{"data":{"total":1}}'],
    ['records an object', '{"data":{"total":1,"records":{}}}'],
  ])('%s is UPSTREAM_INVALID_RESPONSE', async (_, body) => {
    await expect(tasks(body)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      upstream: { status: 200, requestId: 'req-1' },
    });
  });

  test('a range that CFW cannot serve is a fault of ours', async () => {
    for (const range of [
      { offset: 0, limit: 0 },
      { offset: 0, limit: 1025 },
      { offset: -1, limit: 1 },
      { offset: Number.NaN, limit: 1 },
    ]) {
      await expect(tasks(page([]), range)).rejects.toBeInstanceOf(RangeError);
    }
  });
});
