import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { standaloneSchema } from '../../src/graph/schema.ts';
import { LISTS as SIMULATED } from '../../src/simulator/lists/table.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { LISTS, type ListUnderTest, SIZES } from '../support/lists.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({}, SIZES);
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

type Row = Readonly<Record<string, string>> & { readonly id: string };
interface Connection {
  readonly nodes: readonly Row[];
  readonly edges: readonly { readonly node: Row | null }[];
  readonly pageInfo: { readonly endCursor: string };
}

/** Reads a list and gives what stands at its place. */
async function read({ read, path }: ListUnderTest, args: string, selection: string) {
  const { data, errors } = await bed.ask(`{ ${read(args, selection)} }`);
  return { list: path.reduce((at: unknown, key) => (at as Record<string, unknown>)[key], data) as Connection, errors };
}

test('every connection of the graph, and every list of the simulator, is in the table', () => {
  const schema = standaloneSchema();
  const connections = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && 'pageInfo' in type.getFields(),
  );
  expect(connections.map(({ name }) => name).sort()).toEqual(LISTS.map(({ type }) => `${type}Connection`).sort());
  const operations: readonly string[] = LISTS.map(({ operation }) => operation);
  for (const { operation } of SIMULATED) expect(operations).toContain(operation);
});

describe.each(LISTS.map((list) => [list.type, list] as const))('%s', (type, list) => {
  const fields = [...new Set(['id', ...list.key])].join(' ');
  const rows = async () => (await read(list, 'first: 60', `nodes { ${fields} }`)).list.nodes;

  test('rows are found again by node, 50 of them by one walk, and as entities of their key', async () => {
    const found = await rows();
    const some = found.slice(5, 55);
    await bed.calls();
    const nodes = await bed.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on ${type} { ${fields} } } }`,
      {
        ids: some.map(({ id }) => id),
      },
    );
    expect(nodes.errors).toBeUndefined();
    expect(nodes.data).toEqual({ nodes: some.map((row) => ({ __typename: type, ...row })) });
    expect((await bed.calls()).map(({ operation }) => operation)).toEqual([list.operation]);

    const representations = some.map((row) => ({
      __typename: type,
      ...Object.fromEntries(list.key.map((name) => [name, row[name]])),
    }));
    const entities = await bed.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`,
      { representations },
    );
    expect(entities.data).toEqual({ _entities: some });
    expect((await bed.calls()).map(({ operation }) => operation)).toEqual([list.operation]);
  });

  test('a row that is not there is null', async () => {
    const [row] = await rows();
    const id = '00000000-0000-4000-8000-000000000000';
    const reference = { __typename: type, ...Object.fromEntries(list.key.map((name) => [name, row?.[name]])) };
    const { data, errors } = await bed.ask(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
      { representations: [{ ...reference, [list.key.at(-1)!]: id }] },
    );
    expect({ data, errors }).toEqual({ data: { _entities: [null] }, errors: undefined });
  });

  test('each filter makes it another list: its cursors are refused elsewhere', async () => {
    for (const filter of list.filters) {
      const { list: filtered, errors } = await read(list, `${filter} first: 1`, 'pageInfo { endCursor }');
      expect(errors).toBeUndefined();
      const cursor =
        filtered.pageInfo.endCursor ?? (await read(list, 'first: 1', 'pageInfo { endCursor }')).list.pageInfo.endCursor;
      const args = filtered.pageInfo.endCursor === null ? filter : '';
      const refused = await read(list, `${args} first: 1 after: "${cursor}"`, 'totalCount');
      expect(refused.errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('of another list'),
          path: list.path,
          extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
        }),
      ]);
    }
  });

  test('a row without its id is a null node with an error, and left out of nodes', async () => {
    const rawBody = JSON.stringify({ data: { limit: 50, offset: 0, total: 1, records: [{ name: 'nameless' }] } });
    await bed.control('PUT', 'faults', { faults: [{ match: { operation: list.operation }, rawBody }] });
    const { list: page, errors } = await read(list, 'first: 3', 'nodes { id } edges { node { id } }');
    await bed.control('DELETE', 'faults');
    expect(page).toEqual({ nodes: [], edges: [{ node: null }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [[...list.path, 'edges', 0, 'node', 'id'], 'UPSTREAM_INVALID_RESPONSE'],
    ]);
  });
});
