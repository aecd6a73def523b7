import { readFileSync } from 'node:fs';
import { printSubgraphSchema } from '@apollo/subgraph';
import { expect, test } from '@jest/globals';
import { graphql, lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema, subgraphSchema } from '../../src/graph/schema.ts';

const subgraphFile = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8');

test('schema/schema.graphql is what the graph prints', () => {
  const printed = printSchema(lexicographicSortSchema(standaloneSchema()));
  expect(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8').trim()).toBe(printed.trim());
});

test('schema/subgraph.graphql is what the subgraph prints', () => {
  expect(subgraphFile.trim()).toBe(printSubgraphSchema(lexicographicSortSchema(subgraphSchema())).trim());
});

test('a composer that asks the gateway itself gets the same text', async () => {
  const { data } = await graphql({ schema: subgraphSchema(), source: '{ _service { sdl } }' });
  expect(data).toEqual({ _service: { sdl: subgraphFile } });
});

test('the graph of front ends knows nothing of federation', () => {
  expect(Object.keys(standaloneSchema().getTypeMap()).filter((name) => /^_[^_]|link__/.test(name))).toEqual([]);
});
