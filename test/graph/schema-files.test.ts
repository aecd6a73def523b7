import { readFileSync } from 'node:fs';
import { printSubgraphSchema } from '@apollo/subgraph';
import { expect, test } from '@jest/globals';
import { graphql, lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema, subgraphSchema } from '../../src/graph/schema.ts';
import { schemaText } from '../../src/graph/schema-text.ts';

const subgraphFile = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8');

test('schema/schema.graphql is what the graph prints, and what is null only by an error', () => {
  const printed = printSchema(lexicographicSortSchema(standaloneSchema()));
  const file = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(file.replaceAll(/ @semanticNonNull$/gm, '').trim()).toBe(printed.trim());
  expect(file.trim()).toBe(schemaText().trim());
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
