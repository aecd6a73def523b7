import { printSubgraphSchema } from '@apollo/subgraph';
import { expect, test } from '@jest/globals';
import { graphqlSync, lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema, subgraphSchema } from '../../src/graph/schema.ts';
import { readText } from './text.ts';

const subgraphFile = readText('../../schema/subgraph.graphql');

test('schema/schema.graphql is what the graph prints', () => {
  const printed = printSchema(lexicographicSortSchema(standaloneSchema()));
  expect(readText('../../schema/schema.graphql').trim()).toBe(printed.trim());
});

test('schema/subgraph.graphql is what the subgraph prints', () => {
  expect(subgraphFile.trim()).toBe(printSubgraphSchema(lexicographicSortSchema(subgraphSchema())).trim());
});

test('a composer that asks the gateway itself gets the same text', () => {
  const { data } = graphqlSync({ schema: subgraphSchema(), source: '{ _service { sdl } }' });
  expect(data).toEqual({ _service: { sdl: subgraphFile } });
});

test('the graph of front ends knows nothing of federation', () => {
  expect(Object.keys(standaloneSchema().getTypeMap()).filter((name) => /^_[^_]|link__/.test(name))).toEqual([]);
});
