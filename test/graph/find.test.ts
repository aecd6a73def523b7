import { BlockList } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

type Row = Readonly<Record<string, string | number | null>>;

const ENTRIES = `listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST`;
const TASKS = `captureTasks(firewallId: "${FIREWALLS.busy}"`;

/** The rows as CFW has them, in its order. */
async function rowsOf(list: string): Promise<readonly Row[]> {
  return ((await bed.control('GET', `rows?${list}`)) as { rows: Row[] }).rows;
}
const entriesOfCfw = () => rowsOf(`objectId=${OBJECTS.documented}&listType=4`);
const tasksOfCfw = () => rowsOf(`firewallId=${FIREWALLS.busy}`);

/** All ids of a list, walked in pages. */
async function walked(list: string, asked: string, id: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const query = `query($after: String) { list: ${list}, ${asked}, first: 400, after: $after) { nodes { ${id} } pageInfo { hasNextPage endCursor } } }`;
    const { data, errors } = await bed.ask(query, { after });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const page = data?.list as unknown as {
      nodes: Record<string, string>[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    ids.push(...page.nodes.map((node) => node[id]!));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return ids;
}

/** Ids by a number of each row, rows without one last, equal ones by id. */
function sorted(rows: readonly Row[], id: string, key: (row: Row) => number | null, sign: 1 | -1): string[] {
  const [none, some] = [rows.filter((row) => key(row) === null), rows.filter((row) => key(row) !== null)];
  const byId = (one: Row, other: Row) => (String(one[id]) < String(other[id]) ? -1 : 1);
  some.sort((one, other) => sign * (key(one)! - key(other)!) || byId(one, other));
  return [...some, ...none.sort(byId)].map((row) => String(row[id]));
}

const numberOf = (name: string) => (row: Row) => (typeof row[name] === 'number' ? row[name] : null);

describe('orders', () => {
  test.each([
    ['STATUS', 'status'],
    ['DURATION', 'duration'],
    ['MAX_PACKETS', 'max_packets'],
    ['REMAINING_DAYS', 'remaining_days'],
  ])("%s of tasks is by CFW's number, UNKNOWN by its code", async (field, name) => {
    const rows = await tasksOfCfw();
    for (const [direction, sign] of [
      ['ASC', 1],
      ['DESC', -1],
    ] as const) {
      const ids = await walked(TASKS, `orderBy: { field: ${field}, direction: ${direction} }`, 'taskId');
      expect(ids).toEqual(sorted(rows, 'task_id', numberOf(name), sign));
    }
  });

  test.each([
    ['PROTOCOL', 'protocol'],
    ['DIRECTION', 'direction'],
  ])("%s of entries is by CFW's code", async (field, name) => {
    const rows = await entriesOfCfw();
    const ids = await walked(ENTRIES, `orderBy: { field: ${field}, direction: DESC }`, 'listId');
    expect(ids).toEqual(sorted(rows, 'list_id', numberOf(name), -1));
  });
});

describe('filters', () => {
  test.each(['45.0.9.7', '45.1.17.0/25', '::ffff:45.0.6.12', '2001:db8:4:b::99'])(
    'entries that %s meets are those of which node says so',
    async (asked) => {
      const rows = await entriesOfCfw();
      const isV6 = asked.includes(':') && !asked.startsWith('::ffff:');
      const family = isV6 ? 'ipv6' : 'ipv4';
      const [address = ''] = asked.replace('::ffff:', '').split('/');
      const last = asked.includes('/25') ? address.replace(/\.0$/, '.127') : address;
      const expected = rows.filter((row) => {
        const own = String(row.address);
        if (row.address_type === 2 || own.includes(':') !== isV6) return false;
        const list = new BlockList();
        const [from = '', to] = own.split('-');
        const [net = '', prefix] = from.split('/');
        if (to !== undefined) list.addRange(from, to, family);
        else list.addSubnet(net, Number(prefix ?? (isV6 ? 128 : 32)), family);
        return list.check(address, family) && list.check(last, family);
      });
      expect(expected.length).toBeGreaterThan(0);
      const found = await walked(ENTRIES, `filterBy: { matchingAddress: "${asked}" }`, 'listId');
      expect(found).toEqual(expected.map((row) => row.list_id));
    },
  );

  test('of values, one; of filters, all; none of a list matches nothing; null is not asked', async () => {
    const rows = await tasksOfCfw();
    const of = (filter: string) => walked(TASKS, `filterBy: { ${filter} }`, 'taskId');
    const idsOf = (isFound: (row: Row) => boolean) => rows.filter(isFound).map((row) => row.task_id);
    expect(await of('statuses: [RUNNING, ABNORMAL]')).toEqual(idsOf(({ status }) => status === 2 || status === 0));
    expect(await of('statuses: [UNKNOWN]')).toEqual(idsOf(({ status }) => status === 9));
    expect(await of('statuses: [RUNNING], protocols: [TCP], isDeleted: null')).toEqual(
      idsOf(({ status, protocol }) => status === 2 && protocol === 6),
    );
    expect(await of('statuses: []')).toEqual([]);
    expect(await of('createdDate: { from: "2024-06-04T13:00:00+02:00", until: "2024-06-04T11:23:50Z" }')).toEqual(
      idsOf(({ created_date: date }) => '2024/06/04 11:00:00' <= String(date) && String(date) < '2024/06/04 11:23:50'),
    );
  });

  test.each([
    ['filterBy: { matchingAddress: "010.0.0.1" }', 'matchingAddress'],
    ['filterBy: { matchingPort: 65536 }', 'matchingPort'],
    ['first: 5, orderBy: { field: ADDRESS }, after: "AcRW"', 'after'],
  ])('%s is refused before any call', async (asked, argument) => {
    await bed.calls();
    const { errors } = await bed.ask(`{ ${ENTRIES}, ${asked}) { nodes { id } } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(await bed.calls()).toEqual([]);
  });

  test('a cursor of another filter or order, or of none, is refused as one of another list', async () => {
    const asked = [
      'filterBy: { directions: [SOURCE] }',
      'orderBy: { field: ADDRESS }',
      'orderBy: { field: PROTOCOL }',
      'last: 1',
    ];
    for (const own of asked) {
      const { data } = await bed.ask(`{ list: ${ENTRIES}, ${own}) { pageInfo { endCursor } } }`);
      const page = data?.list as unknown as { pageInfo: { endCursor: string } };
      for (const other of asked.filter((one) => one !== own)) {
        const { errors } = await bed.ask(
          `{ ${ENTRIES}, ${other}, before: "${page.pageInfo.endCursor}") { nodes { id } } }`,
        );
        expect(errors?.[0]?.message).toContain('is a cursor of another list');
      }
    }
  });
});
