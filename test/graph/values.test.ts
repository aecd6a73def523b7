import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { type Answer, startTestBed, type TestBed } from '../support/gateway.ts';

const TASK = `name status protocol sourceAddress sourceAddressType sourcePort destAddress destAddressType destPort duration
  maxPackets captureSize captureSizeBytes remainingDays isDeleted createdDate modifiedDate`;
const ENTRY = 'direction addressType address protocol port description createdDate modifiedDate';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

type Row = Readonly<Record<string, unknown>>;

/** What the graph says of one row that CFW sends in a capture task list. */
async function task(row: Row, fields: string): Promise<Answer> {
  const { ids } = (await bed.control('POST', 'rows', { firewallId: FIREWALLS.empty, rows: [row] })) as {
    ids: string[];
  };
  const answer = await bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.empty}", first: 1) { nodes { ${fields} } } }`);
  await bed.control('DELETE', `rows/${ids[0]}`);
  return answer;
}

/** What the graph says of one row that CFW sends in a blacklist. */
async function entry(row: Row, fields: string): Promise<Answer> {
  const objectId = OBJECTS.emptyInternet;
  const { ids } = (await bed.control('POST', 'rows', { objectId, listType: 4, rows: [row] })) as { ids: string[] };
  const answer = await bed.ask(
    `{ listEntries(objectId: "${objectId}", listType: BLACKLIST, first: 1) { nodes { ${fields} } } }`,
  );
  await bed.control('DELETE', `rows/${ids[0]}`);
  return answer;
}

/** The only row of an answer, which has no errors. */
function row({ data, errors }: Answer): unknown {
  expect(errors).toBeUndefined();
  const [list] = Object.values(data as unknown as Record<string, { nodes: unknown[] }>);
  expect(list?.nodes).toHaveLength(1);
  return list?.nodes[0];
}

const wireFields = [
  ...['name', 'status', 'protocol', 'source_address', 'source_address_type', 'source_port', 'dest_address'],
  ...['dest_address_type', 'dest_port', 'duration', 'max_packets', 'capture_size', 'remaining_days', 'is_deleted'],
  ...['created_date', 'modified_date', 'direction', 'address_type', 'address', 'port', 'description'],
];
const all = (value: unknown): Row => Object.fromEntries(wireFields.map((field) => [field, value]));
const nulls = (fields: string) => Object.fromEntries(fields.split(/\s+/).map((field) => [field, null]));

describe('nothing is null', () => {
  test.each([
    ['absent', {}],
    ['null', all(null)],
    ['an empty text', all('')],
    ['two dashes', all('--')],
  ])('%s', async (_what, fields) => {
    expect(row(await task(fields, TASK))).toEqual(nulls(TASK));
    expect(row(await entry(fields, ENTRY))).toEqual(nulls(ENTRY));
  });

  test('zero is not nothing', async () => {
    const zeros = { duration: 0, max_packets: 0, remaining_days: 0, is_deleted: 0, status: 0, source_address_type: 0 };
    expect(row(await task(zeros, 'duration maxPackets remainingDays isDeleted status sourceAddressType'))).toEqual({
      duration: 0,
      maxPackets: 0,
      remainingDays: 0,
      isDeleted: false,
      status: 'ABNORMAL',
      sourceAddressType: 'IPV4',
    });
    expect(row(await entry({ direction: 0, address_type: 0 }, 'direction addressType'))).toEqual({
      direction: 'SOURCE',
      addressType: 'IPV4',
    });
  });
});

describe('codes', () => {
  test.each([
    ...[0, 1, 2, 4, 5].map(
      (code, index) => [code, ['ABNORMAL', 'SUCCESSFUL', 'RUNNING', 'STOPPED', 'ENDING'][index] ?? ''] as const,
    ),
    ...[3, 6, -1, 2147483648].map((code) => [code, 'UNKNOWN'] as const),
  ])('status %d is %s', async (status, name) => {
    expect(row(await task({ status }, 'status'))).toEqual({ status: name });
  });

  test.each([
    [6, 'TCP'],
    [17, 'UDP'],
    [1, 'ICMP'],
    [58, 'ICMPV6'],
    [-1, 'ANY'],
    [132, 'UNKNOWN'],
    [0, 'UNKNOWN'],
  ])('protocol %d is %s', async (protocol, name) => {
    expect(row(await task({ protocol }, 'protocol'))).toEqual({ protocol: name });
    expect(row(await entry({ protocol }, 'protocol'))).toEqual({ protocol: name });
  });

  test.each([
    [0, 'IPV4'],
    [1, 'IPV6'],
    [2, 'DOMAIN'],
    [3, 'UNKNOWN'],
  ])('address type %d is %s', async (code, name) => {
    const wire = { source_address_type: code, dest_address_type: code };
    expect(row(await task(wire, 'sourceAddressType destAddressType'))).toEqual({
      sourceAddressType: name,
      destAddressType: name,
    });
    expect(row(await entry({ address_type: code }, 'addressType'))).toEqual({ addressType: name });
  });

  test.each([
    [0, 'SOURCE'],
    [1, 'DESTINATION'],
    [2, 'UNKNOWN'],
  ])('direction %d is %s', async (direction, name) => {
    expect(row(await entry({ direction }, 'direction'))).toEqual({ direction: name });
  });
});

describe('sizes', () => {
  test.each([
    ['500kb', 512_000],
    ['500mb', 524_288_000],
    ['1.5 MB', 1_572_864],
    ['2GB', 2_147_483_648],
    ['17b', 17],
    ['9007199254740991b', 9_007_199_254_740_991],
    ['9007199254740993b', null],
    ['5 apples', null],
    ['kb', null],
    ['-5kb', null],
  ])('%s', async (size, bytes) => {
    expect(row(await task({ capture_size: size }, 'captureSize captureSizeBytes'))).toEqual({
      captureSize: size,
      captureSizeBytes: bytes,
    });
  });
});
