import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.control('DELETE', 'faults'));
afterAll(() => bed.close());

const invalid = (path: (string | number)[]) =>
  expect.objectContaining({ path, extensions: expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' }) });

/** Makes CFW answer a list with these rows, whatever they are. */
function rows(operation: string, records: unknown[]): Promise<never> {
  const rawBody = JSON.stringify({ data: { limit: 50, offset: 0, total: records.length, records } });
  return bed.control('PUT', 'faults', { faults: [{ match: { operation }, rawBody }] });
}

describe('a page of which every field is wrong', () => {
  test('keeps its rows, cursors, total and ids', async () => {
    await bed.control('PUT', 'faults', { faults: [{ body: 'wrongTypes' }] });
    const { data, errors } = await bed.ask(`{
      captureTasks(firewallId: "${FIREWALLS.documented}", first: 3) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { cursor node { id taskId name status } }
      }
    }`);
    expect(data).toEqual({
      captureTasks: {
        totalCount: 140,
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        edges: Array.from({ length: 3 }, () => ({
          cursor: expect.any(String),
          node: { id: expect.any(String), taskId: expect.any(String), name: null, status: null },
        })),
      },
    });
    expect(errors).toEqual(
      [0, 1, 2].flatMap((row) =>
        ['name', 'status'].map((field) => invalid(['captureTasks', 'edges', row, 'node', field])),
      ),
    );
  });
});

describe('a row without an id', () => {
  test.each([
    ['absent', {}],
    ['null', { task_id: null }],
    ['a number', { task_id: 5 }],
    ['no object at all', null],
  ])('%s: a null node with an error in edges, left out of nodes', async (_what, row) => {
    await rows('ListCaptureTask', [{ task_id: 'a' }, row && { name: 'nameless', ...row }, { task_id: 'b' }]);
    const { data, errors } = await bed.ask(`{
      captureTasks(firewallId: "${FIREWALLS.documented}", first: 3) {
        totalCount nodes { taskId } edges { cursor node { taskId } }
      }
    }`);
    expect(data).toEqual({
      captureTasks: {
        totalCount: 3,
        nodes: [{ taskId: 'a' }, { taskId: 'b' }],
        edges: [
          { cursor: expect.any(String), node: { taskId: 'a' } },
          { cursor: expect.any(String), node: null },
          { cursor: expect.any(String), node: { taskId: 'b' } },
        ],
      },
    });
    expect(errors).toEqual([invalid(['captureTasks', 'edges', 1, 'node', 'taskId'])]);
    expect(errors?.[0]?.extensions?.upstream).toEqual({
      service: 'CFW',
      status: 200,
      errorCode: null,
      requestId: expect.stringMatching(/^\w{8}/),
    });
  });

  test('list entries and firewalls alike', async () => {
    await rows('ListBlackWhiteLists', [{ address: '1.1.1.1' }]);
    const entries = await bed.ask(
      `{ listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST) { nodes { id } edges { node { id } } } }`,
    );
    expect(entries.data).toEqual({ listEntries: { nodes: [], edges: [{ node: null }] } });
    expect(entries.errors).toEqual([invalid(['listEntries', 'edges', 0, 'node', 'id'])]);
    await rows('ListFirewallList', [{ fw_instance_name: 'nameless' }]);
    const firewalls = await bed.ask('{ firewalls { nodes { id } edges { node { id captureTasks { totalCount } } } } }');
    expect(firewalls.data).toEqual({ firewalls: { nodes: [], edges: [{ node: null }] } });
    expect(firewalls.errors).toContainEqual(invalid(['firewalls', 'edges', 0, 'node', 'id']));
  });
});

describe('more rows than the total of the same answer', () => {
  const ask = () =>
    bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.documented}", first: 2) {
      totalCount drift pageInfo { hasNextPage } nodes { taskId } } }`);
  const body = (total: number, ids: readonly string[]) =>
    JSON.stringify({ data: { total, records: ids.map((task_id) => ({ task_id })) } });

  test('once: it is read anew', async () => {
    const bodies = [body(1, ['a', 'b']), body(2, ['a', 'b'])];
    const match = { operation: 'ListCaptureTask' };
    await bed.control('PUT', 'faults', { faults: bodies.map((rawBody) => ({ match, times: 1, rawBody })) });
    const { data, errors } = await ask();
    expect([data, errors]).toEqual([
      {
        captureTasks: {
          totalCount: 2,
          drift: 'NONE',
          pageInfo: { hasNextPage: false },
          nodes: [{ taskId: 'a' }, { taskId: 'b' }],
        },
      },
      undefined,
    ]);
  });

  test.each([
    ['two rows and a total of 0', 0, ['a', 'b'], 2, false],
    ['four rows where two were asked for, and a total of 2', 2, ['a', 'b', 'c', 'd'], 4, true],
  ])(
    '%s, each time: the rows are served, and the page says that it cannot be trusted',
    async (_, total, ids, count, more) => {
      const rawBody = body(total, ids);
      await bed.control('PUT', 'faults', { faults: [{ match: { operation: 'ListCaptureTask' }, rawBody }] });
      await bed.calls();
      expect((await ask()).data).toEqual({
        captureTasks: {
          totalCount: count,
          drift: 'LOST',
          pageInfo: { hasNextPage: more },
          nodes: [{ taskId: 'a' }, { taskId: 'b' }],
        },
      });
      expect((await bed.calls()).length).toBeLessThanOrEqual(4);
    },
  );
});

describe('a firewall whose fields are wrong', () => {
  test('an enterprise project of the wrong type is not handed on', async () => {
    await rows('ListFirewallList', [{ fw_instance_id: FIREWALLS.documented, enterprise_project_id: 7 }]);
    await bed.calls();
    const { data, errors } = await bed.ask(
      '{ firewalls { nodes { enterpriseProjectId captureTasks(first: 1) { totalCount nodes { firewallId } } } } }',
    );
    expect(data).toEqual({
      firewalls: {
        nodes: [
          {
            enterpriseProjectId: null,
            captureTasks: { totalCount: 140, nodes: [{ firewallId: FIREWALLS.documented }] },
          },
        ],
      },
    });
    expect(errors).toEqual([invalid(['firewalls', 'nodes', 0, 'enterpriseProjectId'])]);
    const tasks = (await bed.calls()).find(({ operation }) => operation === 'ListCaptureTask');
    expect(tasks?.query).not.toHaveProperty('enterprise_project_id');
  });

  test.each([
    ['protected objects that are no list', { protect_objects: 'none' }, ['firewall', 'protectedObjects']],
    ['features that are no map', { feature_toggle: 5 }, ['firewall', 'supportsCapture']],
    ['an object that is none', { protect_objects: [5] }, ['firewall', 'protectedObjects', 0, 'objectId']],
    ['an object without an id', { protect_objects: [{ type: 0 }] }, ['firewall', 'protectedObjects', 0, 'objectId']],
  ])('%s', async (_what, fields, path) => {
    await rows('ListFirewallDetail', [
      {
        fw_instance_id: FIREWALLS.documented,
        fw_instance_name: 'kept',
        protect_objects: [],
        feature_toggle: {},
        ...fields,
      },
    ]);
    const { data, errors } = await bed.ask(
      `{ firewall(firewallId: "${FIREWALLS.documented}") { name supportsCapture protectedObjects { objectId } } }`,
    );
    expect(data).toMatchObject({ firewall: { name: 'kept', [String(path[1])]: null } });
    expect(errors).toEqual([invalid(path)]);
  });
});
