import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { standaloneSchema } from '../../src/graph/schema.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { withBed } from './own-bed.ts';

const TASK = 'firewallId taskId name status captureSizeBytes createdDate';
const ENTRY = 'objectId listType listId direction address protocol port';
const FIREWALL =
  'firewallId name status enterpriseProjectId edition supportsCapture protectedObjects { objectId type }';
const OBJECT = 'objectId name type firewallId firewall { name }';
const SOURCE = `{
  captureTasks(firewallId: "${FIREWALLS.documented}", first: 140) { nodes { id ${TASK} } }
  listEntries(objectId: "${OBJECTS.documented}", listType: WHITELIST, first: 3) { nodes { id ${ENTRY} } }
  firewalls { nodes { id ${FIREWALL} } }
  firewall(firewallId: "${FIREWALLS.busy}") { protectedObjects { id ${OBJECT} } }
}`;
type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

let bed: TestBed;
let tasks: Thing[];
let entries: Thing[];
let firewalls: Thing[];
let objects: Thing[];

beforeAll(async () => {
  bed = await startTestBed();
  const { data, errors } = await bed.ask(SOURCE);
  expect(errors).toBeUndefined();
  const found = data as unknown as Record<string, { nodes: Thing[]; protectedObjects: Thing[] }>;
  tasks = found.captureTasks?.nodes ?? [];
  entries = found.listEntries?.nodes ?? [];
  firewalls = found.firewalls?.nodes ?? [];
  objects = found.firewall?.protectedObjects ?? [];
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

const idsOf = (things: readonly Thing[]) => things.map(({ id }) => id);
const nodesQuery = (typename: string, fields: string) =>
  `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on ${typename} { ${fields} } } }`;

test('the six types of the graph are Nodes', () => {
  const schema = standaloneSchema();
  const node = schema.getType('Node') as Parameters<typeof schema.getPossibleTypes>[0];
  expect(schema.getPossibleTypes(node).map(({ name }) => name)).toEqual([
    'AddressSet',
    'AddressSetMember',
    'CaptureTask',
    'Firewall',
    'ListEntry',
    'ProtectedObject',
  ]);
});

test('ids are unique across types', () => {
  const ids = idsOf([...tasks, ...entries, ...firewalls, ...objects]);
  expect(ids).toHaveLength(140 + 3 + 6 + 2);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('an id fetches the same object with all its fields', () => {
  test.each([
    ['CaptureTask', TASK, () => tasks.slice(0, 3)],
    ['ListEntry', ENTRY, () => entries],
    ['Firewall', FIREWALL, () => firewalls],
    ['ProtectedObject', OBJECT, () => objects],
  ])('%s', async (__typename, fields, things) => {
    const { data, errors } = await bed.ask(nodesQuery(__typename, fields), { ids: idsOf(things()) });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ nodes: things().map((thing) => ({ __typename, ...thing })) });
  });

  test('on another replica, after a restart', async () => {
    const ids = idsOf([...tasks.slice(0, 1), ...entries, ...firewalls, ...objects]);
    await withBed({}, {}, async (replica) => {
      const { data } = await replica.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
      expect(data).toEqual({ nodes: ids.map((id) => ({ id })) });
    });
  });
});

describe('the calls of look-ups', () => {
  test.each([
    ['100 tasks of one firewall', () => tasks.slice(40), ['ListCaptureTask']],
    ['three entries of one list', () => entries, ['ListBlackWhiteLists']],
    ['six firewalls', () => firewalls, ['ListFirewallList']],
    ['two objects of one firewall', () => objects, ['ListFirewallDetail']],
  ])('%s', async (_what, things, operations) => {
    const { data } = await bed.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: idsOf(things()) });
    expect(data).toEqual({ nodes: things().map(({ id }) => ({ id })) });
    expect((await bed.calls()).map(({ operation }) => operation)).toEqual(operations);
  });

  test('the same object by node, nodes and its own field', async () => {
    const [task] = tasks;
    const { data } = await bed.ask(
      `query ($id: ID!, $taskId: ID!) {
        node(id: $id) { id } nodes(ids: [$id, $id]) { id }
        captureTask(firewallId: "${FIREWALLS.documented}", taskId: $taskId) { id }
      }`,
      { id: task?.id, taskId: task?.taskId },
    );
    const found = { id: task?.id };
    expect(data).toEqual({ node: found, nodes: [found, found], captureTask: found });
    expect(await bed.calls()).toHaveLength(1);
  });
});

test('an object that is gone is null, and the others stay', async () => {
  await bed.control('DELETE', `rows/${tasks[5]?.taskId}`);
  const { data, errors } = await bed.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: idsOf(tasks.slice(4, 7)),
  });
  expect({ data, errors }).toEqual({
    data: { nodes: [{ id: tasks[4]?.id }, null, { id: tasks[6]?.id }] },
    errors: undefined,
  });
});
