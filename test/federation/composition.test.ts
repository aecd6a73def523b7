import { describe, expect, test } from '@jest/globals';
import { buildSchema, type ConstDirectiveNode, type GraphQLSchema, isObjectType, Kind, parse, print } from 'graphql';
import { CFW, composeWithApollo, composeWithHive, TICKETS } from './larger-graph.ts';

const composers = [
  ['@theguild/federation-composition', composeWithHive],
  ['@apollo/composition', composeWithApollo],
] as const;

const fieldsOf = (schema: GraphQLSchema, name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
};

const isCost = ({ name }: ConstDirectiveNode) => ['cost', 'listSize'].includes(name.value);

/** The `@cost` and `@listSize` of every field that has them. */
function costsIn(sdl: string): Record<string, string[]> {
  const types = parse(sdl).definitions.filter((node) => node.kind === 'ObjectTypeDefinition');
  const fields = types.flatMap((type) => (type.fields ?? []).map((field) => [type.name.value, field] as const));
  return Object.fromEntries(
    fields
      .map(([type, { name, directives = [] }]): [string, string[]] => [
        `${type}.${name.value}`,
        directives.filter(isCost).map(({ name, arguments: args = [] }) => `${name.value} ${args.map(print).sort()}`),
      ])
      .filter(([, costs]) => costs.length > 0),
  );
}

describe.each(composers)('%s', (_name, compose) => {
  const together = compose(CFW, TICKETS);
  const api = buildSchema(together.api);

  test('composes the gateway alone', () => {
    expect(compose(CFW)).toMatchObject({ errors: [], hints: [] });
  });

  test('composes it with a Relay subgraph of somebody else, without an error or a hint', () => {
    expect(together).toMatchObject({ errors: [], hints: [] });
  });

  test('keeps node and nodes from the clients of the larger graph', () => {
    const own = parse(CFW.sdl).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query' ? (node.fields ?? []) : [],
    );
    const names = own.map(({ name }) => name.value).filter((name) => !/^(node|nodes|_.*)$/.test(name));
    expect(names.length).toBeGreaterThan(6);
    expect(fieldsOf(api, 'Query').sort()).toEqual([...names, 'tickets'].sort());
    expect(api.getType('Node')).toBeDefined();
  });

  test.each([
    ['Firewall', ['name', 'captureTasks', 'owner', 'costCentre', 'tickets']],
    ['CaptureTask', ['name', 'firewall', 'ticket']],
    ['ListEntry', ['address', 'reason']],
    ['ProtectedObject', ['listEntries', 'label']],
  ])('%s has the fields of both', (type, fields) => {
    expect(fieldsOf(api, type)).toEqual(expect.arrayContaining(fields));
  });

  test('hands the costs on to the router', () => {
    const costs = costsIn(CFW.sdl);
    expect(Object.keys(costs).sort()).toEqual(
      [
        ...['AddressSet.members', 'Firewall.protectedObjects', 'Firewall.captureTasks'],
        ...['ProtectedObject.addressSets', 'ProtectedObject.listEntries'],
        ...['Query.addressSets', 'Query.captureTasks', 'Query.firewalls', 'Query.listEntries'],
      ].sort(),
    );
    expect(costsIn(together.supergraph)).toEqual(costs);
  });

  // The controls: what the composer says when one of the directives that make this work is missing.
  test.each([
    [
      'PageInfo is not shareable',
      (sdl: string) => sdl.replace('type PageInfo\n  @shareable', 'type PageInfo'),
      /PageInfo\.hasNextPage/,
    ],
    [
      'node is not shareable',
      (sdl: string) => sdl.replace('): Node @inaccessible @shareable', '): Node @inaccessible'),
      /Query\.node"/,
    ],
    ['the key is missing', (sdl: string) => sdl.replace('  @key(fields: "firewallId")\n', ''), /Firewall/],
  ])('refuses when %s', (_what, change, message) => {
    const sdl = change(CFW.sdl);
    expect(sdl).not.toBe(CFW.sdl);
    expect(compose({ ...CFW, sdl }, TICKETS).errors.join('\n')).toMatch(message);
  });
});

test('both composers give clients the same graph, to the letter', () => {
  expect(composeWithHive(CFW, TICKETS).api).toBe(composeWithApollo(CFW, TICKETS).api);
});
