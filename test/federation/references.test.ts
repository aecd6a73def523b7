import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

const GONE = '00000000-0000-4000-8000-000000000000';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({}, { extraFirewalls: 100 });
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

type Reference = Readonly<Record<string, unknown>>;

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on CaptureTask { taskId task: name }
  ... on ListEntry { listId address }
  ... on Firewall { id firewall: name }
  ... on ProtectedObject { objectId border: type }
} }`;

async function entities(representations: readonly unknown[]) {
  const { data, errors } = await bed.ask(QUERY, { representations });
  return { found: (data as unknown as { _entities: (Reference | null)[] } | null)?._entities, errors };
}

/** Ids of rows, in the order of the list. */
async function idsOf(list: string, field: string): Promise<string[]> {
  const rows = ((await bed.control('GET', `rows?${list}`)) as { rows: Record<string, string>[] }).rows;
  return rows.map((row) => row[field] ?? '');
}

const operations = async () => (await bed.calls()).map(({ operation }) => operation);

describe('100 references of one list cost the calls of one walk', () => {
  test('tasks of a firewall with 140', async () => {
    const ids = (await idsOf(`firewallId=${FIREWALLS.documented}`, 'task_id')).slice(20, 120);
    const { found, errors } = await entities(
      ids.map((taskId) => ({ __typename: 'CaptureTask', firewallId: FIREWALLS.documented, taskId })),
    );
    expect(errors).toBeUndefined();
    expect(found?.map((task) => task?.taskId)).toEqual(ids);
    expect(await operations()).toEqual(['ListCaptureTask']);
  });

  test('tasks all over a firewall with 2,500', async () => {
    const ids = (await idsOf(`firewallId=${FIREWALLS.busy}`, 'task_id')).filter((_, index) => index % 25 === 24);
    const { found } = await entities(
      ids.map((taskId) => ({ __typename: 'CaptureTask', firewallId: FIREWALLS.busy, taskId })),
    );
    expect(found?.map((task) => task?.taskId)).toEqual(ids);
    expect(await operations()).toEqual(Array(3).fill('ListCaptureTask'));
  });

  test('entries of a list of 2,000', async () => {
    const ids = (await idsOf(`objectId=${OBJECTS.documented}&listType=4`, 'list_id')).slice(0, 100);
    const { found } = await entities(
      ids.map((listId) => ({ __typename: 'ListEntry', objectId: OBJECTS.documented, listType: 'BLACKLIST', listId })),
    );
    expect(found?.map((entry) => entry?.listId)).toEqual(ids);
    expect(await operations()).toEqual(['ListBlackWhiteLists']);
  });

  test('firewalls', async () => {
    const { data } = await bed.ask('{ firewalls(first: 100) { nodes { firewallId } } }');
    const { nodes } = (data as unknown as { firewalls: { nodes: Reference[] } }).firewalls;
    await bed.calls();
    const { found } = await entities(nodes.map(({ firewallId }) => ({ __typename: 'Firewall', firewallId })));
    expect(found?.map((firewall) => firewall?.firewall)).toEqual(nodes.map(() => expect.any(String)));
    expect(await operations()).toEqual(['ListFirewallList']);
  });
});

describe('references of every type', () => {
  const all = [
    { __typename: 'CaptureTask', firewallId: FIREWALLS.documented, taskId: '24e6bb6d-d335-48fd-b9c7-bbaaa851d209' },
    {
      ...{ __typename: 'ListEntry', objectId: OBJECTS.documented, listType: 'WHITELIST' },
      listId: '1310d401-daf5-44f2-8276-f79e1643984d',
    },
    { __typename: 'Firewall', firewallId: FIREWALLS.busy },
  ];

  test('are found in one request', async () => {
    const { found, errors } = await entities(all);
    expect(errors).toBeUndefined();
    expect(found).toMatchObject([
      { __typename: 'CaptureTask', task: 'zhuabaotest' },
      { __typename: 'ListEntry', address: '1.1.1.1' },
      { __typename: 'Firewall', firewall: 'edge-busy' },
    ]);
    expect(await operations()).toHaveLength(3);
  });

  test.each([
    ['a task that is not there', { __typename: 'CaptureTask', firewallId: FIREWALLS.documented, taskId: GONE }],
    ['a task of a firewall that is not there', { __typename: 'CaptureTask', firewallId: GONE, taskId: GONE }],
    ['an entry that is not there', { ...all[1], listId: GONE }],
    ['an entry of an object that is not there', { ...all[1], objectId: GONE }],
    ['an entry of a list that is none', { ...all[1], listType: 'GREYLIST' }],
    ['a firewall that is not there', { __typename: 'Firewall', firewallId: GONE }],
    ['no key', { __typename: 'CaptureTask', firewallId: FIREWALLS.documented }],
    ['a key that is null', { __typename: 'CaptureTask', firewallId: null, taskId: null }],
    ['a key that is a list', { __typename: 'Firewall', firewallId: [FIREWALLS.busy] }],
    ['a key that is an object', { __typename: 'Firewall', firewallId: { id: FIREWALLS.busy } }],
    ['another id of the object', { __typename: 'Firewall', id: 'x' }],
  ])('%s is null, for that item alone', async (_what, reference) => {
    const { found, errors } = await entities([all[0], reference, all[2]]);
    expect(errors).toBeUndefined();
    expect(found).toMatchObject([{ task: 'zhuabaotest' }, null as never, { firewall: 'edge-busy' }]);
  });

  test.each([
    ['a type that is no entity', { __typename: 'PageInfo' }],
    ['a type that is not there', { __typename: 'Product', id: '1' }],
    ['the root', { __typename: 'Query' }],
    ['no type', { firewallId: FIREWALLS.busy }],
    ['a type that is no text', { __typename: { toString: 1 } }],
    ['no object', 5],
    ['a hostile id', { __typename: 'Firewall', firewallId: '../..' }],
    ['a hostile id of a row', { __typename: 'CaptureTask', firewallId: FIREWALLS.documented, taskId: 'a\r\nb' }],
    ['a hostile id of an object', { __typename: 'ProtectedObject', objectId: 'a/b' }],
  ])('%s is an error, for that item alone', async (_what, reference) => {
    const { found, errors } = await entities([all[0], reference, all[2]]);
    expect(found).toMatchObject([{ task: 'zhuabaotest' }, null as never, { firewall: 'edge-busy' }]);
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['_entities', 1],
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
    expect(await operations()).toHaveLength(2);
  });

  test('without a token are an error each', async () => {
    const { data, errors } = await bed.ask(QUERY, { representations: all }, { 'x-auth-token': '' });
    expect(data).toEqual({ _entities: [null, null, null] });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(all.map(() => 'UNAUTHENTICATED'));
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['_entities.0', '_entities.1', '_entities.2']);
    expect(await operations()).toEqual([]);
  });
});
