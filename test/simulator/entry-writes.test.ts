import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller, type Query } from './caller.ts';
import { ABSENT, codeOf, ENTRY, entriesOf, refused, withField } from './writing.ts';

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

const create = (body: object = ENTRY, query: Query = {}) => caller.write('POST', 'black-white-list', body, query);
const change = (id: string, body: object, query: Query = {}) =>
  caller.write('PUT', `black-white-list/${id}`, body, query);
const remove = (id: string, query: Query = {}) => caller.write('DELETE', `black-white-list/${id}`, undefined, query);
const behave = (behaviour: object) => caller.control('PUT', 'behaviour', behaviour);

async function created(body: object = ENTRY): Promise<string> {
  const answer = await create(body);
  expect(answer.status).toBe(200);
  return String((answer.body.data as unknown as { id: string }).id);
}

describe('create', () => {
  test('answers with the id of the entry and its address, and the list shows it', async () => {
    const answer = await create();
    const [entry] = await entriesOf(caller);
    expect(answer.body).toEqual({ data: { id: entry?.list_id, name: '203.0.113.7' } });
    const { object_id: _, list_type: __, ...fields } = ENTRY;
    expect(entry).toMatchObject(fields);
    expect(await entriesOf(caller, 5)).toEqual([]);
    expect(await caller.effects()).toMatchObject([
      {
        ...{ operation: 'AddBlackWhiteList', firewallId: FIREWALLS.empty, objectId: OBJECTS.emptyInternet },
        ids: [entry?.list_id],
        requestId: answer.headers.get('x-request-id'),
      },
    ]);
  });

  test.each(['object_id', 'list_type', 'direction', 'address', 'protocol', 'port'])('%s is mandatory', async (name) => {
    for (const value of [ABSENT, null, '']) {
      expect(codeOf(await create(withField(ENTRY, name, value)))).toEqual(refused('00200001'));
    }
  });

  test.each([
    ['object_id', ['nothing'], '00400008'],
    ['list_type', [3, 6, '4', [4]], '00200001'],
    ['direction', [2, -1, '0', 0.5], '00200001'],
    ['protocol', [132, 5, '6'], '00200001'],
    ['port', ['0', '70000', '443-80', '22,23', 22], '00200001'],
    ['description', [7, {}], '00200001'],
    ['address_type', [2, '0', 9, 1], '00200030'],
    ['address_type', [ABSENT, null], '00200041'],
    ['address', ['1.1.1.1-1.1.1.9', 'a.example', '1.1.1.1/33', '1.1.1', '1.1.1.1 '], '00200027'],
    ['address', ['2001:db8::1'], '00200030'],
    ['address', ['0.0.0.0/0', '0.0.0.0', '::/0', '10.0.0.0/0'], '00200022'],
  ])('%s: what the documents do not allow is refused', async (name, values: unknown[], code) => {
    for (const value of values) {
      expect([value, ...codeOf(await create(withField(ENTRY, name, value)))]).toEqual([value, ...refused(code)]);
    }
    expect(await entriesOf(caller)).toEqual([]);
  });

  test('a protocol without ports needs none, and the list shows an empty one', async () => {
    await created(withField(withField(ENTRY, 'protocol', -1), 'port', ABSENT));
    expect(await entriesOf(caller)).toMatchObject([{ protocol: -1, port: '' }]);
  });

  test.each(['80-443', '1-65535', '22'])('a port may be %s', async (port) => {
    await created({ ...ENTRY, port });
    expect(await entriesOf(caller)).toMatchObject([{ port }]);
  });

  test.each(['2.2.2.0/24', '203.0.113.7/32'])('an address may be %s', async (address) => {
    await created({ ...ENTRY, address });
    expect(await entriesOf(caller)).toMatchObject([{ address }]);
  });

  test('the firewall, when named, must be there and own the object', async () => {
    expect((await create(ENTRY, { fw_instance_id: FIREWALLS.empty })).status).toBe(200);
    expect(codeOf(await create(ENTRY, { fw_instance_id: FIREWALLS.busy }))).toEqual(refused('00400008'));
    expect(codeOf(await create(ENTRY, { fw_instance_id: 'nothing' }))).toEqual(refused('00200005'));
  });

  test('a duplicate is one in direction, address, protocol and port, or in the address alone', async () => {
    await created();
    expect(codeOf(await create())).toEqual(refused('00400011'));
    expect((await create({ ...ENTRY, list_type: 5 })).status).toBe(200);
    const others = [{ direction: 1 }, { port: '23' }, { protocol: 17 }];
    for (const other of others) expect((await create({ ...ENTRY, ...other })).status).toBe(200);
    await behave({ duplicate: 'address' });
    expect(codeOf(await create({ ...ENTRY, direction: 1, port: '99' }))).toEqual(refused('00400011'));
    expect(await entriesOf(caller)).toHaveLength(4);
  });

  test('private addresses are taken, or need east-west protection', async () => {
    const addresses = ['10.1.2.3', '172.16.0.0/12', '192.168.1.1', 'fd00::1'];
    await behave({ privateAddresses: 'refused' });
    for (const address of addresses) {
      const body = { ...ENTRY, address, address_type: address.includes(':') ? 1 : 0 };
      expect(codeOf(await create(body))).toEqual(refused('00400012'));
    }
    expect((await create({ ...ENTRY, address: '172.32.0.1' })).status).toBe(200);
    await behave({ privateAddresses: 'taken' });
    expect((await create({ ...ENTRY, address: '10.1.2.3' })).status).toBe(200);
  });

  test('2,000 a list of a firewall, over all its objects', async () => {
    expect(codeOf(await create({ ...ENTRY, object_id: OBJECTS.documentedVpc }))).toEqual(refused('00400013'));
    await caller.control('POST', 'rows', { objectId: OBJECTS.emptyInternet, listType: 4, count: 1999 });
    await created();
    expect(codeOf(await create({ ...ENTRY, port: '23' }))).toEqual(refused('00400013'));
    expect((await create({ ...ENTRY, list_type: 5 })).status).toBe(200);
  });
});

describe('change', () => {
  test('names the fields that change; the answer is the id and the address', async () => {
    const id = await created();
    const answer = await change(id, { address: '203.0.113.8', direction: 1 });
    expect(answer.body).toEqual({ data: { id, name: '203.0.113.8' } });
    expect(await entriesOf(caller)).toMatchObject([
      { list_id: id, address: '203.0.113.8', direction: 1, port: '22', protocol: 6, description: 'scanner' },
    ]);
    expect((await caller.effects()).at(-1)).toMatchObject({ operation: 'UpdateBlackWhiteList', ids: [id] });
  });

  test('what is not named is kept, or cleared', async () => {
    const id = await created({ ...ENTRY, protocol: -1 });
    await behave({ changeWithoutField: 'clears' });
    await change(id, { address: ENTRY.address });
    expect(await entriesOf(caller)).toMatchObject([{ port: '', description: '', protocol: -1, direction: 0 }]);
    const ported = await created();
    expect(codeOf(await change(ported, { address: ENTRY.address }))).toEqual(refused('00200001'));
  });

  test('a port goes with the protocol that had it', async () => {
    const id = await created();
    await change(id, { address: ENTRY.address, protocol: -1 });
    expect(await entriesOf(caller)).toMatchObject([{ protocol: -1, port: '' }]);
  });

  test('the entry keeps its id, or gets a new one', async () => {
    await behave({ changeId: 'new' });
    const id = await created();
    const answer = await change(id, { address: '203.0.113.8' });
    const [entry, ...others] = await entriesOf(caller);
    expect(others).toEqual([]);
    expect(entry?.list_id).not.toBe(id);
    expect(answer.body.data).toEqual({ id: entry?.list_id, name: '203.0.113.8' });
    expect(codeOf(await change(id, { address: '203.0.113.9' }))).toEqual(refused('00200005'));
  });

  test('is refused for an unknown id, without address, for a duplicate, and for what no entry may be', async () => {
    const id = await created();
    await created({ ...ENTRY, address: '203.0.113.8' });
    expect(codeOf(await change('nothing', { address: '203.0.113.9' }))).toEqual(refused('00200005'));
    expect(codeOf(await change(id, { direction: 1 }))).toEqual(refused('00200001'));
    expect(codeOf(await change(id, { address: '203.0.113.8' }))).toEqual(refused('00400011'));
    expect(codeOf(await change(id, { address: '0.0.0.0/0' }))).toEqual(refused('00200022'));
    expect((await change(id, { address: ENTRY.address })).status).toBe(200);
    const other = { fw_instance_id: FIREWALLS.busy };
    expect(codeOf(await change(id, { address: '203.0.113.9' }, other))).toEqual(refused('00400008'));
  });
});

describe('delete', () => {
  test('takes the entry out, once', async () => {
    const id = await created();
    expect((await remove(id)).body).toEqual({ data: { id } });
    expect(await entriesOf(caller)).toEqual([]);
    expect(codeOf(await remove(id))).toEqual(refused('00200005'));
    expect((await caller.effects()).map(({ operation }) => operation)).toEqual([
      'AddBlackWhiteList',
      'DeleteBlackWhiteList',
    ]);
  });

  test('may take its time: two deletes are then two answers and one effect', async () => {
    await behave({ deleteMs: 60_000 });
    const id = await created();
    for (let n = 0; n < 2; n++) expect((await remove(id)).status).toBe(200);
    expect(await entriesOf(caller)).toHaveLength(1);
    await caller.control('PUT', 'clock', { passedMs: 61_000 });
    expect(await entriesOf(caller)).toEqual([]);
    const effects = (await caller.effects()).filter(({ operation }) => operation === 'DeleteBlackWhiteList');
    expect(effects).toMatchObject([{ ids: [id] }]);
    const log = (await caller.requests()).filter(({ method }) => method === 'DELETE');
    expect(log.map(({ effect }) => effect)).toEqual(['done', 'none']);
  });
});

test.each([
  ['beforeMask', '2.2.2.0', 1, '2.2.2.0/24', 0, '2.2.2', 1],
  ['exact', '2.2.2.0', 0, '2.2.2.0/24', 1, '2.2.2', 0],
  ['part', '2.2.2.0', 1, '2.2.2.0/24', 1, '.0/24', 1],
])('the filter address compares as told: %s', async (addressFilter, bare, one, whole, two, part, three) => {
  await created({ ...ENTRY, address: '2.2.2.0/24' });
  await behave({ addressFilter });
  const query = { object_id: OBJECTS.emptyInternet, list_type: 4, limit: 9, offset: 0 };
  for (const [address, total] of [
    [bare, one],
    [whole, two],
    [part, three],
  ] as const) {
    const { body } = await caller.get('black-white-lists', { ...query, address });
    expect([address, body.data?.total]).toEqual([address, total]);
  }
});
