import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from '../../src/cfw/calls/call.ts';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { CfwError } from '../../src/cfw/decoding/errors.ts';
import type { CaptureTaskRecord } from '../../src/cfw/resources/capture-task.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { listEntries } from '../../src/cfw/resources/list-entry.ts';
import { callBy, FIREWALL_ID, OBJECT_ID } from './caller.ts';
import { json, page, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;
const unknownCodes: unknown[] = [];

beforeAll(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({
    endpoint: upstream.url,
    timeZone: 'Asia/Shanghai',
    attemptTimeoutMs: 2000,
    observer: { unknownCode: (met) => unknownCodes.push(met) },
  });
});
afterAll(async () => {
  await client.close();
  await upstream.close();
});
beforeEach(() => {
  unknownCodes.length = 0;
});

function tasks(body: unknown, range = { offset: 0, limit: 50 }): Promise<Page<CaptureTaskRecord>> {
  upstream.reply = json(body);
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, range, callBy(forwardedToken('t')));
}

async function task(row: unknown): Promise<CaptureTaskRecord | undefined> {
  return (await tasks(page([row]))).rows[0];
}

describe('fields', () => {
  test('absent, null, empty and -- are null', async () => {
    for (const value of [undefined, null, '', '--']) {
      const row = await task({ name: value, status: value, duration: value, is_deleted: value, created_date: value });
      expect(row).toMatchObject({ name: null, status: null, duration: null, isDeleted: null, createdDate: null });
    }
  });

  test('dates are of the configured zone, sizes as CFW writes them', async () => {
    expect(await task({ created_date: '2024/06/04 11:23:50', capture_size: '1.5KB', is_deleted: 1 })).toMatchObject({
      createdDate: '2024-06-04T03:23:50.000Z',
      captureSize: '1.5KB',
      isDeleted: true,
    });
    expect(await task({ created_date: 'soon', capture_size: 'much' })).toMatchObject({
      createdDate: null,
      captureSize: 'much',
    });
  });

  test.each([
    ['name', 'name', 7],
    ['name', 'name', { text: 'x' }],
    ['name', 'name', ['x']],
    ['status', 'status', '2'],
    ['status', 'status', 1.5],
    ['duration', 'duration', 2 ** 31],
    ['duration', 'duration', 0.5],
    ['duration', 'duration', true],
    ['is_deleted', 'isDeleted', 2],
    ['is_deleted', 'isDeleted', false],
    ['created_date', 'createdDate', 1717471430],
    ['capture_size', 'captureSize', 500],
    ['task_id', 'taskId', 1],
  ])('%s (%s) of %j is an error in its place, and the row survives', async (wire, name, value) => {
    const row = await task({ protocol: 6, [wire]: value });
    const found: unknown = (row as unknown as Record<string, unknown>)[name];
    expect(found).toBeInstanceOf(CfwError);
    expect(found).toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      message: expect.stringContaining(wire),
      upstream: { status: 200, requestId: 'req-1', errorCode: null },
    });
    expect(row?.protocol).toBe('TCP');
  });

  test('an element that is no object is a row of errors, with what the query knows', async () => {
    const { rows } = await tasks(page([null, 'x', 7, [], { task_id: 'good' }]));
    expect(rows).toHaveLength(5);
    for (const row of rows.slice(0, 4)) {
      const { firewallId, enterpriseProjectId, ...fields } = row;
      expect([firewallId, enterpriseProjectId]).toEqual([FIREWALL_ID, null]);
      expect(Object.values(fields).every((value: unknown) => value instanceof CfwError)).toBe(true);
    }
    expect(rows[4]?.taskId).toBe('good');
  });

  test('unknown codes are UNKNOWN and told once a page', async () => {
    const { rows } = await tasks(page([{ status: 3 }, { status: 3, protocol: 132 }, { status: 2 }]));
    expect(rows.map(({ status }) => status)).toEqual(['UNKNOWN', 'UNKNOWN', 'RUNNING']);
    expect(unknownCodes).toEqual([
      { operation: 'ListCaptureTask', field: 'status', code: 3, rows: 2 },
      { operation: 'ListCaptureTask', field: 'protocol', code: 132, rows: 1 },
    ]);
  });

  test('all rows have one shape', async () => {
    const { rows } = await tasks(page([{}, { task_id: 'x', name: 'y', more: 1 }, null]));
    const [first, ...others] = rows.map((row) => Object.keys(row).join());
    expect(others).toEqual([first, first]);
  });

  test('__proto__ and doubled keys do no harm', async () => {
    const { rows } = await tasks(
      '{"__proto__":{"a":1},"data":{"total":9,"total":1,"records":[{"__proto__":{"name":"p"},"task_id":"a","task_id":"b"}]}}',
    );
    expect(rows[0]).toMatchObject({ taskId: 'b', name: null });
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  test('dates of list entries: text, seconds, milliseconds, numbers in text', async () => {
    const dates = ['2024/06/04 11:23:50', 1717471430, 1717471430000, '1717471430', '1717471430000', 'x', 0];
    upstream.reply = json(page(dates.map((created_date) => ({ created_date }))));
    const answer = await client.list(
      listEntries,
      { objectId: OBJECT_ID, listType: 'WHITELIST' },
      { offset: 0, limit: 50 },
      callBy(forwardedToken('t')),
    );
    const instant = '2024-06-04T03:23:50.000Z';
    expect(answer.rows.map(({ createdDate }) => createdDate)).toEqual([
      instant,
      instant,
      instant,
      instant,
      instant,
      null,
      null,
    ]);
    expect(answer.rows[0]).toMatchObject({ objectId: OBJECT_ID, listType: 'WHITELIST' });
  });
});
