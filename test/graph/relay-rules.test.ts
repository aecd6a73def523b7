import { describe, expect, test } from '@jest/globals';
import { type GraphQLObjectType, isListType, isNonNullType, isObjectType } from 'graphql';
import { standaloneSchema } from '../../src/graph/schema.ts';

// The Relay rules of graphql-eslint (relay-arguments, relay-connection-types, relay-edge-types, relay-page-info), as
// assertions. One of their options is not held: `nodes` is a list that wraps no edge, and the contract promises it.
const schema = standaloneSchema();
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const connections = objects.filter(({ name }) => name.endsWith('Connection'));
const typeOf = (type: GraphQLObjectType, field: string) => String(type.getFields()[field]?.type);

test('the five lists are connections, and nothing else is called one', () => {
  expect(connections.map(({ name }) => name)).toEqual([
    'AddressSetConnection',
    'AddressSetMemberConnection',
    'CaptureTaskConnection',
    'FirewallConnection',
    'ListEntryConnection',
  ]);
  expect(Object.keys(schema.getTypeMap()).filter((name) => /Connection$/.test(name)).length).toBe(connections.length);
});

describe.each(connections.map((type) => [type.name, type] as const))('%s', (_name, connection) => {
  const edges = connection.getFields().edges?.type;
  const list = isNonNullType(edges) ? edges.ofType : edges;
  const item = isListType(list) ? list.ofType : undefined;
  const edge = isNonNullType(item) ? item.ofType : item;

  test('has a list of edges and a page info that is always there', () => {
    expect(isListType(list)).toBe(true);
    expect(typeOf(connection, 'pageInfo')).toBe('PageInfo!');
  });

  test('has edges named after it, each with a cursor and a node that is one', () => {
    if (!isObjectType(edge)) throw new Error('An edge must be an object type.');
    expect(edge.name).toBe(connection.name.replace(/Connection$/, 'Edge'));
    expect(typeOf(edge, 'cursor')).toBe('String!');
    const node = edge.getFields().node?.type;
    expect(isObjectType(node) && node.getInterfaces().map(({ name }) => name)).toEqual(['Node']);
  });

  test('is reached only by fields that page both ways', () => {
    const fields = objects
      .flatMap((type) => Object.values(type.getFields()))
      .filter(({ type }) => String(type).replace(/[[\]!]/g, '') === connection.name);
    expect(fields.length).toBeGreaterThan(0);
    for (const { args } of fields) {
      const paging = args.filter(({ name }) => ['first', 'after', 'last', 'before'].includes(name));
      expect(paging.map(({ name, type }) => `${name}: ${type}`)).toEqual([
        'after: String',
        'before: String',
        'first: Int',
        'last: Int',
      ]);
    }
  });
});

test('PageInfo has the four fields of the specification', () => {
  const pageInfo = schema.getType('PageInfo');
  if (!isObjectType(pageInfo)) throw new Error('PageInfo must be an object type.');
  expect(Object.keys(pageInfo.getFields()).map((name) => `${name}: ${typeOf(pageInfo, name)}`)).toEqual([
    'endCursor: String',
    'hasNextPage: Boolean!',
    'hasPreviousPage: Boolean!',
    'startCursor: String',
  ]);
});

test('node and nodes are as Relay looks them up', () => {
  const { node, nodes } = schema.getQueryType()?.getFields() ?? {};
  expect(`${node?.args.map(({ name, type }) => `${name}: ${type}`)} ${node?.type}`).toBe('id: ID! Node');
  expect(`${nodes?.args.map(({ name, type }) => `${name}: ${type}`)} ${nodes?.type}`).toBe('ids: [ID!]! [Node]!');
});

test('every type with an id is a Node', () => {
  const withId = objects.filter((type) => 'id' in type.getFields());
  expect(withId.filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node'))).toEqual([]);
});
