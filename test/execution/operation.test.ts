import { describe, expect, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, execute, type GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import { Operation } from '../../src/execution/operation.ts';
import { share } from '../../src/memory/once.ts';

const schema = buildSchema(`
  type Query { item(id: ID = "1", size: Int): Item items: [Item!] secret: String }
  type Item { id: ID! name: String size: Int! item: Item }
`);

/** Gives the root fields of a schema what they answer. */
function withRoot(root: Record<string, (args: Record<string, unknown>) => unknown>): GraphQLSchema {
  for (const [name, answer] of Object.entries(root)) {
    schema.getQueryType()!.getFields()[name]!.resolve = (_source, args) => answer(args);
  }
  return schema;
}

async function compare(text: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const document = parse(text);
  const operation = new Operation(schema, document, operationName);
  const compiled = await operation.execute({}, variables);
  const interpreted = await execute({
    schema,
    document,
    variableValues: variables,
    operationName: operationName ?? null,
  });
  const plain = (result: ExecutionResult) => JSON.parse(JSON.stringify(result));
  expect(plain(compiled)).toEqual(plain(interpreted));
  return plain(compiled) as ExecutionResult;
}

const ITEM = { id: '1', name: 'one', size: 3 };

describe('what graphql-js has its own words for', () => {
  test.each([
    ['a variable of the wrong type', 'query ($size: Int) { item(size: $size) { id } }', { size: 'large' }, undefined],
    ['a variable that is missing', 'query ($id: ID!) { item(id: $id) { id } }', {}, undefined],
    ['no operation of that name', 'query A { item { id } }', {}, 'B'],
    ['no name, and two operations', 'query A { item { id } } query B { item { id } }', {}, undefined],
  ])('%s', async (_, text, variables, operationName) => {
    withRoot({ item: () => ITEM });
    const { errors, data } = await compare(text, variables, operationName);
    expect(errors).toHaveLength(1);
    expect(data).toBeUndefined();
  });

  test('introspection', async () => {
    const { data } = await compare('{ __schema { queryType { name } } __type(name: "Item") { fields { name } } }');
    expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
  });
});

test('the same operation follows its switches, more of them than are kept', async () => {
  withRoot({ item: () => ITEM });
  const names = Array.from({ length: 6 }, (_, index) => `s${index}`);
  const text = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { item {
    id ${names.map((name) => `${name}: name @include(if: $${name})`).join(' ')} } }`;
  const operation = new Operation(schema, parse(text), undefined);
  for (const setting of [...Array(64).keys(), ...Array(64).keys()]) {
    const on = names.filter((_, index) => (setting >> index) & 1);
    const variables = Object.fromEntries(names.map((name) => [name, on.includes(name)]));
    const { data } = await operation.execute({}, variables);
    expect(data).toEqual({ item: { id: '1', ...Object.fromEntries(on.map((name) => [name, 'one'])) } });
  }
});

test('arguments without variables are read once, and each call gets them', async () => {
  const seen: unknown[] = [];
  withRoot({ item: (args) => seen.push(args) && ITEM });
  await compare('{ a: item(id: "x", size: 2) { id } b: item { id } }');
  expect(seen).toEqual([{ id: 'x', size: 2 }, { id: '1' }, { id: 'x', size: 2 }, { id: '1' }]);
});

test('texts of the caller stay texts', async () => {
  const hostile = ['"', '\\"', '`', '\u2028', '*/', "');throw 1;('", '__MAGIC_DATE__', '"}),1/0,({"'];
  withRoot({ item: ({ id }) => ({ ...ITEM, id }) });
  const fields = hostile.map((text, index) => `f${index}: item(id: ${JSON.stringify(text)}) { id }`);
  const { data } = await compare(`{ ${fields.join(' ')} __proto__: item { constructor: id __proto__: name } }`);
  expect(Object.values(data!).slice(0, hostile.length)).toEqual(hostile.map((id) => ({ id })));
  expect(Object.getOwnPropertyDescriptor(data, '__proto__')?.value).toBeDefined();
  expect(Object.getPrototypeOf({})).not.toHaveProperty('name');
});

test('a property that cannot be read is an error at its field', async () => {
  const broken = {
    ...ITEM,
    get name() {
      throw new RangeError('broken');
    },
  };
  withRoot({ items: () => [ITEM, broken] });
  const { data, errors } = await compare('{ items { id name } }');
  expect(data).toEqual({
    items: [
      { id: '1', name: 'one' },
      { id: '1', name: null },
    ],
  });
  expect(errors).toMatchObject([{ message: 'broken', path: ['items', 1, 'name'] }]);
});

test('a list that fails at once does not leave its promises unheard', async () => {
  // graphql-js leaves them, and Node ends the process for it, so this one is not compared.
  const late = { ...ITEM, item: Promise.reject(new Error('late')), size: new Promise((_, fail) => setImmediate(fail)) };
  withRoot({ items: () => [late, new Error('at once')] });
  const operation = new Operation(schema, parse('{ items { size item { id } } }'), undefined);
  const { data, errors } = await operation.execute({}, {});
  expect(data).toEqual({ items: null });
  expect(errors?.map(({ message }) => message)).toEqual(['at once']);
  await new Promise((resolve) => setTimeout(resolve, 20));
});

describe('an object that several executions share', () => {
  const shop = buildSchema(
    'type Query { item: Item } type Item { name: String price(in: String): String lazy: String }',
  );
  const itemType = shop.getType('Item') as GraphQLObjectType;
  itemType.extensions = { readOnce: true };
  let reads = 0;
  itemType.getFields().name!.resolve = ({ name }) => {
    reads++;
    if (name === null) throw new Error('it has no name');
    return name;
  };
  itemType.getFields().price!.resolve = (_item, { in: currency }) => `1 ${currency}`;
  itemType.getFields().lazy!.resolve = async (_item, _args, whose) => whose;

  const reader = (text: string, item: object) => {
    const operation = new Operation(shop, parse(text), undefined);
    return async (context: unknown, variables: Record<string, unknown> = {}) =>
      JSON.parse(JSON.stringify(await operation.execute(context, variables, { item })));
  };

  test('is read once for all of them; one that nobody shares is not', async () => {
    for (const [isShared, times] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const item = { name: 'one' };
      if (isShared) share(item);
      reads = 0;
      const read = reader('{ item { name } }', item);
      expect([await read('mine'), await read('yours')]).toEqual(Array(2).fill({ data: { item: { name: 'one' } } }));
      expect(reads).toBe(times);
    }
  });

  test('is read anew for other variables, for what has failed, and for what is a promise', async () => {
    const item = { name: null };
    share(item);
    const price = reader('query ($in: String) { item { price(in: $in) } }', item);
    const prices = [await price('mine', { in: 'EUR' }), await price('yours', { in: 'CNY' })];
    expect(prices).toEqual(['1 EUR', '1 CNY'].map((one) => ({ data: { item: { price: one } } })));
    const name = reader('{ item { name } }', item);
    for (const who of ['mine', 'yours'])
      expect(await name(who)).toMatchObject({ errors: [{ path: ['item', 'name'] }] });
    const lazy = reader('{ item { lazy } }', item);
    for (const who of ['mine', 'yours']) expect(await lazy(who)).toEqual({ data: { item: { lazy: who } } });
  });
});
