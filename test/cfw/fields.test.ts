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
const unreadableDates: unknown[] = [];

beforeAll(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({
    endpoint: upstream.url,
    timeZone: 'Asia/Shanghai',
    attemptTimeoutMs: 2000,
    observer: {
      unknownCode: (met) => unknownCodes.push(met),
      unreadableDate: (met) => unreadableDates.push(met),
    },
  });
});
afterAll(async () => {
  await client.close();
  await upstream.close();
});
beforeEach(() => {
  unknownCodes.length = 0;
  unreadableDates.length = 0;
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
    ['status', 'status', 'two'],
    ['status', 'status', ' 2'],
    ['status', 'status', '2.0'],
    ['status', 'status', 1.5],
    ['duration', 'duration', 2 ** 31],
    ['duration', 'duration', '2147483648'],
    ['duration', 'duration', '1e3'],
    ['duration', 'duration', 0.5],
    ['duration', 'duration', true],
    ['is_deleted', 'isDeleted', 2],
    ['is_deleted', 'isDeleted', '2'],
    ['is_deleted', 'isDeleted', false],
    ['created_date', 'createdDate', true],
    ['created_date', 'createdDate', { seconds: 1717471430 }],
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

  test('whole numbers may be text', async () => {
    const row = { status: '2', protocol: '-1', duration: '30', max_packets: '-2147483648', is_deleted: '1' };
    expect(await task(row)).toMatchObject({
      status: 'RUNNING',
      protocol: 'ANY',
      duration: 30,
      maxPackets: -(2 ** 31),
      isDeleted: true,
    });
    expect((await task({ status: '3' }))?.status).toBe('UNKNOWN');
    expect(unknownCodes).toEqual([{ operation: 'ListCaptureTask', field: 'status', code: 3, rows: 1 }]);
  });

  test('an element that is no object is a row of errors, with what the query knows', async () => {
    const { rows } = await tasks(page([null, 'x', 7, [], { task_id: 'good' }]));
    expect(rows).toHaveLength(5);
    for (const row of rows.slice(0, 4)) {
      const { firewallId, enterpriseProjectId, statusCode, ...fields } = row;
      expect([firewallId, enterpriseProjectId, statusCode]).toEqual([FIREWALL_ID, null, null]);
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

  const forms = [
    ...['2024/06/04 11:23:50', '2024-06-04 11:23:50', '2024-06-04T11:23:50', '2024-06-04T03:23:50Z'],
    ...['2024-06-04T03:23:50.000Z', '2024-06-04T11:23:50+08:00', '2024-06-04T03:23:50.000+0000', '1717471430'],
    ...[1717471430, 1717471430000, '1717471430000'],
  ];
  test.each([
    [
      'capture tasks',
      () => client.list(captureTasks, { firewallId: FIREWALL_ID }, RANGE, callBy(forwardedToken('t'))),
      'ListCaptureTask',
    ],
    [
      'list entries',
      () =>
        client.list(listEntries, { objectId: OBJECT_ID, listType: 'WHITELIST' }, RANGE, callBy(forwardedToken('t'))),
      'ListBlackWhiteLists',
    ],
  ] as const)(
    'each date of %s may have any form; one that cannot be read is null and told',
    async (_, read, operation) => {
      upstream.reply = json(page(forms.map((form) => ({ created_date: form, modified_date: form }))));
      for (const { createdDate, modifiedDate } of (await read()).rows) {
        expect([createdDate, modifiedDate]).toEqual(Array(2).fill('2024-06-04T03:23:50.000Z'));
      }
      expect(unreadableDates).toEqual([]);
      const unreadable = ['soon', 'late', '04.06.2024 11:23', 1e300, '', '--', null, 0, '0'];
      upstream.reply = json(page(unreadable.map((form) => ({ modified_date: form }))));
      for (const { modifiedDate } of (await read()).rows) expect(modifiedDate).toBeNull();
      const field = 'modified_date';
      expect(unreadableDates).toEqual([
        { operation, field, form: 'aaaa', rows: 2 },
        { operation, field, form: '00.00.0000 00:00', rows: 1 },
        { operation, field, form: '0a+000', rows: 1 },
      ]);
    },
  );
});

const RANGE = { offset: 0, limit: 50 };
