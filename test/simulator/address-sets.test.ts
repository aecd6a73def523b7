import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADDRESS_SETS, OBJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller, type Query } from './caller.ts';

type Row = Readonly<Record<string, unknown>>;

let simulator: Simulator;
let caller: Caller;
let sets: readonly Row[];
let members: readonly Row[];
beforeAll(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
  sets = await caller.rows(`list=addressSets&objectId=${OBJECTS.documented}`);
  members = await caller.rows(`list=addressItems&setId=${ADDRESS_SETS.documentedMember}`);
});
afterAll(() => simulator.close());

async function rowsOf(resource: string, parent: Query, filter: Query): Promise<readonly Row[]> {
  const { body } = await caller.get(resource, { ...parent, limit: 1024, offset: 0, ...filter });
  expect(body.data?.total).toBe(body.data?.records.length);
  return body.data?.records ?? [];
}
const setsBy = (filter: Query) => rowsOf('address-sets', { object_id: OBJECTS.documented }, filter);
const membersBy = (filter: Query) => rowsOf('address-items', { set_id: ADDRESS_SETS.documentedMember }, filter);
const text = (value: unknown) => (typeof value === 'string' ? value : '');

test('there are sets of every type, some without a name, and codes that no document knows', () => {
  expect(new Set(sets.map((row) => row.address_set_type))).toEqual(new Set([0, 1, 2, 3, 9]));
  expect(new Set(sets.map((row) => row.address_type))).toEqual(new Set([0, 1, 9]));
  expect(sets.map((row) => row.name)).toContain(undefined);
  expect(new Set(sets.map((row) => row.description))).toEqual(expect.objectContaining(new Set(['', null, undefined])));
});

test('members are addresses, masks and ranges, none twice, of the kind of their set', async () => {
  const addresses = members.map((row) => text(row.address));
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const kind of [/^[\d.]+$/, /\/24$/, /-/]) expect(addresses.some((address) => kind.test(address))).toBe(true);
  expect(members.map((row) => row.name)).toContain(undefined);
  for (const set of sets.filter(({ address_type: type }) => type !== 9)) {
    const rows = await caller.rows(`list=addressItems&setId=${set.set_id}`);
    for (const row of rows) expect(row.address_type).toBe(set.address_type);
  }
});

describe('filters of sets', () => {
  test('key_word is part of the name or of the description', async () => {
    for (const part of ['set-1', 'partner', 'scanners seen']) {
      const wanted = sets.filter((row) => text(row.name).includes(part) || text(row.description).includes(part));
      expect(wanted.length).toBeGreaterThan(0);
      expect(await setsBy({ key_word: part })).toEqual(wanted);
    }
  });

  test('address finds the sets that have the member, word for word, and no range', async () => {
    expect((await setsBy({ address: '1.1.1.1' })).map((row) => row.set_id)).toEqual([ADDRESS_SETS.documentedMember]);
    const range = text(members.find((row) => text(row.address).includes('-'))?.address);
    expect(await setsBy({ address: range })).toEqual([]);
    expect(await setsBy({ address: range.split('-')[0] ?? '' })).toEqual([]);
  });

  test.each([
    ['address_type', [0, 1]],
    ['address_set_type', [0, 1, 2, 3]],
  ])('%s, zero too; any other is refused', async (name, values) => {
    for (const value of values) {
      const wanted = sets.filter((row) => row[name] === value);
      expect(wanted.length).toBeGreaterThan(0);
      expect(await setsBy({ [name]: value })).toEqual(wanted);
    }
    for (const value of [-1, 4, 'x']) {
      const query = { object_id: OBJECTS.documented, limit: 1, offset: 0, [name]: value };
      const answer = await caller.get('address-sets', query);
      expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00200001']);
    }
  });

  test('query_address_set_type works on predefined sets alone', async () => {
    const predefined = { address_set_type: 1 };
    expect(await setsBy({ query_address_set_type: 0 })).toEqual(sets.filter((row) => row.address_set_type === 0));
    expect(await setsBy({ ...predefined, query_address_set_type: 1 })).toEqual(await setsBy(predefined));
    expect(await setsBy({ ...predefined, query_address_set_type: 0 })).toEqual([]);
    expect(await setsBy({ address_set_type: 0, query_address_set_type: 1 })).toEqual(
      await setsBy({ address_set_type: 0 }),
    );
  });
});

describe('filters of members', () => {
  test('an address is found by its whole text, a range never', async () => {
    for (const { address } of members) {
      const found = await membersBy({ address: text(address) });
      expect(found.map((row) => row.address)).toEqual(text(address).includes('-') ? [] : [address]);
    }
    expect(await membersBy({ address: '1.1.1' })).toEqual([]);
  });

  test('key_word is part of the name or of the description', async () => {
    const wanted = members.filter((row) => text(row.name).includes('1') || text(row.description).includes('1'));
    expect(wanted.length).toBeGreaterThan(1);
    expect(await membersBy({ key_word: '1' })).toEqual(wanted);
    expect((await membersBy({ key_word: 'mail' })).length).toBeGreaterThan(0);
  });
});

test('the answer names the set, its rows do not', async () => {
  const query = { set_id: ADDRESS_SETS.documentedMember, limit: 2, offset: 1 };
  const { body } = await caller.get('address-items', query);
  expect(body.data).toMatchObject({ set_id: ADDRESS_SETS.documentedMember, total: 30 });
  for (const row of body.data?.records ?? []) expect(row).not.toHaveProperty('set_id');
});

test('a fault can strike the members of one set', async () => {
  await caller.faults({ match: { operation: 'ListAddressItems', setId: ADDRESS_SETS.documentedMember }, status: 503 });
  const status = async (set_id: string) => (await caller.get('address-items', { set_id, limit: 1, offset: 0 })).status;
  expect(await status(ADDRESS_SETS.documentedMember)).toBe(503);
  expect(await status(ADDRESS_SETS.documented)).toBe(200);
  await caller.faults({ body: 'wrongTypes' });
  const { body } = await caller.get('address-items', { set_id: ADDRESS_SETS.documentedMember, limit: 1, offset: 0 });
  expect(body.data?.records).toMatchObject([{ item_id: members[0]?.item_id, address: { text: '1.1.1.1' } }]);
  await caller.control('DELETE', 'faults');
});
