import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADDRESS_SETS, FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { LISTS as LIST_TABLE } from '../../src/simulator/lists/table.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller, type Query } from './caller.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const TASKS: Query = { fw_instance_id: FIREWALLS.documented, limit: 50, offset: 0 };
const LISTS: Query = { object_id: OBJECTS.documented, list_type: 4, limit: 50, offset: 0 };
const SETS: Query = { object_id: OBJECTS.documented, limit: 50, offset: 0 };
const MEMBERS: Query = { set_id: ADDRESS_SETS.documented, limit: 50, offset: 0 };

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await startSimulator({
    addressSets: { [OBJECTS.documented]: 3800 },
    addressItems: { [ADDRESS_SETS.documented]: 640 },
  });
  caller = new Caller(simulator);
});
afterAll(() => simulator.close());

/** A query without one of its parameters. */
function without(query: Query, name: string): Query {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name));
}

/** Each list of the simulator: a good query, what it must not lack, and how the control door names the same rows. */
const CASES: readonly [resource: string, query: Query, mandatory: string[], door: string, total: number][] = [
  ['capture-task', TASKS, ['fw_instance_id', 'limit', 'offset'], `firewallId=${FIREWALLS.documented}`, 140],
  [
    'black-white-lists',
    LISTS,
    ['object_id', 'list_type', 'limit', 'offset'],
    `objectId=${OBJECTS.documented}&listType=4`,
    2000,
  ],
  ['address-sets', SETS, ['object_id', 'limit', 'offset'], `list=addressSets&objectId=${OBJECTS.documented}`, 3800],
  ['address-items', MEMBERS, ['set_id', 'limit', 'offset'], `list=addressItems&setId=${ADDRESS_SETS.documented}`, 640],
];

test('the table has every list', () => {
  expect(CASES.map(([resource]) => resource)).toEqual(LIST_TABLE.map(({ path }) => path));
});

describe.each(CASES)('%s', (resource, query, mandatory, door, size) => {
  test.each(mandatory)('%s is mandatory, and not empty', async (name) => {
    for (const bad of [without(query, name), { ...query, [name]: '' }]) {
      const answer = await caller.get(resource, bad);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ error_code: 'CFW.00200001', error_msg: `parameter ${name} is empty` });
    }
  });

  test.each([
    ['limit', [0, -1, 1025, 'x', '1.5', '1e2', '0x10', ' 1', '99999999999']],
    ['offset', [-1, 'x', '0.5', '2147483648', '1e3']],
  ])('%s out of range or no integer is refused', async (name, values) => {
    for (const value of values) {
      const answer = await caller.get(resource, { ...query, [name]: value });
      expect([value, answer.status, answer.body.error_code]).toEqual([value, 400, 'CFW.00200001']);
    }
  });

  test('limits of 1 and 1024 and an offset of 0 are good', async () => {
    for (const limit of [1, 1024]) {
      const { body } = await caller.get(resource, { ...query, limit });
      expect(body.data?.limit).toBe(limit);
      expect(body.data?.records).toHaveLength(Math.min(limit, body.data?.total ?? 0));
    }
  });

  test('an offset beyond the end is an empty page with the right total', async () => {
    const total = (await caller.get(resource, query)).body.data?.total ?? 0;
    for (const offset of [total, 2_147_483_647]) {
      const { body } = await caller.get(resource, { ...query, offset });
      const echo = resource === 'address-items' ? { set_id: ADDRESS_SETS.documented } : {};
      expect(body.data).toEqual({ limit: 50, offset, records: [], total, ...echo });
    }
  });

  test('pages of any size, put together, are the rows of the list in order', async () => {
    const oracle = await caller.rows(door);
    expect(oracle).toHaveLength(size);
    const idField = LIST_TABLE.find(({ path }) => path === resource)?.idField ?? '';
    expect(new Set(oracle.map((row) => row[idField])).size).toBe(size);
    for (const limit of [Math.ceil(size / 37), Math.ceil(size / 7), 1024]) {
      const seen: unknown[] = [];
      for (let offset = 0; offset < oracle.length; offset += limit) {
        seen.push(...((await caller.get(resource, { ...query, limit, offset })).body.data?.records ?? []));
      }
      expect(seen).toEqual(oracle);
    }
  });

  test('an unknown firewall does not exist', async () => {
    const answer = await caller.get(resource, { ...query, fw_instance_id: UNKNOWN });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error_code: 'CFW.00200005', error_msg: 'object not exist' });
  });

  test('a firewall that is named beside the parent must be its own', async () => {
    const answer = await caller.get(resource, { ...query, fw_instance_id: FIREWALLS.documented });
    expect(answer.status).toBe(200);
    if (resource === 'capture-task') return;
    const other = await caller.get(resource, { ...query, fw_instance_id: FIREWALLS.busy });
    expect([other.status, other.body.error_code]).toEqual([
      400,
      resource === 'address-items' ? 'CFW.00200005' : 'CFW.00400008',
    ]);
  });

  test('enterprise_project_id and unknown parameters change nothing', async () => {
    const plain = await caller.get(resource, query);
    const dressed = await caller.get(resource, { ...query, enterprise_project_id: 'default', other: 'x' });
    expect(dressed.text).toBe(plain.text);
  });
});

describe('the lists of an object', () => {
  test.each([3, 6, '4.0', 'x'])('list_type %s is refused', async (listType) => {
    const answer = await caller.get('black-white-lists', { ...LISTS, list_type: listType });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00200001']);
  });

  test('the two lists are different', async () => {
    const black = await caller.get('black-white-lists', LISTS);
    const white = await caller.get('black-white-lists', { ...LISTS, list_type: 5 });
    const ids = new Set(
      [...(black.body.data?.records ?? []), ...(white.body.data?.records ?? [])].map((row) => row.list_id),
    );
    expect(ids.size).toBe(100);
  });

  test('an unknown object, and one of another firewall', async () => {
    for (const query of [{ object_id: UNKNOWN }, { fw_instance_id: FIREWALLS.busy }]) {
      const answer = await caller.get('black-white-lists', { ...LISTS, ...query });
      expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00400008']);
    }
    const own = await caller.get('black-white-lists', { ...LISTS, fw_instance_id: FIREWALLS.documented });
    expect(own.status).toBe(200);
  });
});

describe('filters', () => {
  const found = async (filter: Query) => {
    const { body } = await caller.get('black-white-lists', { ...LISTS, limit: 1024, ...filter });
    expect(body.data?.total).toBe(body.data?.records.length);
    return body.data?.records ?? [];
  };

  test.each([0, 1, 2])('address_type %s, zero too', async (addressType) => {
    const oracle = await caller.rows(`objectId=${OBJECTS.documented}&listType=4`);
    const wanted = oracle.filter((row) => row.address_type === addressType);
    const { body } = await caller.get('black-white-lists', { ...LISTS, limit: 1024, address_type: addressType });
    expect(body.data?.total).toBe(wanted.length);
    expect(body.data?.records).toEqual(wanted.slice(0, 1024));
  });

  test.each([3, -1, 'x', '1.0'])('address_type %s is refused', async (addressType) => {
    const answer = await caller.get('black-white-lists', { ...LISTS, address_type: addressType });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00200001']);
  });

  test('an address is found without its mask, and by its parts', async () => {
    expect((await found({ address: '2.2.2.0' })).map((row) => row.address)).toContain('2.2.2.0/24');
    expect(await found({ address: '2.2.2.0/24' })).toEqual([]);
    expect((await found({ address: '1.1.1.1' })).map((row) => row.address)).toEqual(
      expect.arrayContaining(['1.1.1.10', '1.1.1.1/32']),
    );
    expect(await found({ address: 'host-4.example' })).toHaveLength(1);
  });

  test('a port is the whole text, and filters add up', async () => {
    const ported = await found({ port: '80-443' });
    expect(ported.length).toBeGreaterThan(10);
    expect(new Set(ported.map((row) => row.port))).toEqual(new Set(['80-443']));
    const both = await found({ port: '80-443', address_type: 1 });
    expect(both).toEqual(ported.filter((row) => row.address_type === 1));
    expect(both.length).toBeGreaterThan(0);
  });

  test('a window is cut from what the filter left', async () => {
    const all = await found({ port: '22' });
    const { body } = await caller.get('black-white-lists', { ...LISTS, port: '22', limit: 3, offset: 2 });
    expect(body.data).toEqual({ limit: 3, offset: 2, total: all.length, records: all.slice(2, 5) });
  });
});
