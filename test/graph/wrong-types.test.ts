import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { type Answer, startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

/** What the graph says of one row that CFW sends in a capture task list. */
async function task(row: Readonly<Record<string, unknown>>, fields: string): Promise<Answer> {
  await bed.control('POST', 'rows', { firewallId: FIREWALLS.empty, rows: [row] });
  return bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.empty}", first: 1) { nodes { ${fields} } } }`);
}

const wrong: readonly (readonly [wire: string, field: string, values: unknown[]])[] = [
  ['name', 'name', [7, true, ['a'], { a: 1 }]],
  ['status', 'status', ['two', 2.5, true, [2]]],
  ['protocol', 'protocol', ['6.0', {}]],
  ['source_address_type', 'sourceAddressType', ['IPv4']],
  ['duration', 'duration', ['3 min', 3.5, 2 ** 31, '2147483648', true]],
  ['max_packets', 'maxPackets', ['1e2', -(2 ** 31) - 1]],
  ['capture_size', 'captureSize', [500]],
  ['remaining_days', 'remainingDays', [[7]]],
  ['is_deleted', 'isDeleted', [2, true, 'no']],
  ['created_date', 'createdDate', [true, {}]],
];
const cases = wrong.flatMap(([wire, field, values]) =>
  values.map((value) => [wire, JSON.stringify(value), field, value] as const),
);

test.each(cases)('%s %s is null, with one error at its path', async (wire, _text, field, value) => {
  const { data, errors } = await task({ [wire]: value }, `${field} taskId`);
  expect(data).toEqual({ captureTasks: { nodes: [{ [field]: null, taskId: expect.any(String) }] } });
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining(wire),
      path: ['captureTasks', 'nodes', 0, field],
      extensions: {
        code: 'UPSTREAM_INVALID_RESPONSE',
        upstream: { service: 'CFW', status: 200, errorCode: null, requestId: expect.any(String) },
      },
    }),
  ]);
});

test('a size of the wrong type is wrong in bytes, too', async () => {
  const { errors } = await task({ capture_size: 5 }, 'captureSize captureSizeBytes');
  expect(errors?.map(({ path }) => path?.at(-1))).toEqual(['captureSize', 'captureSizeBytes']);
});

test('no value of CFW is in the message', async () => {
  const { errors } = await task({ name: { secret: 'canary' } }, 'name');
  expect(JSON.stringify(errors)).not.toContain('canary');
});
