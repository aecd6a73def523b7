import { printSubgraphSchema } from '@apollo/subgraph';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema, subgraphSchema } from './schema.ts';

/** What front ends see, in the schema definition language: `schema/schema.graphql`. */
export function schemaText(): string {
  return printSchema(lexicographicSortSchema(standaloneSchema()));
}

/** What a composer reads, with the federation directives: `schema/subgraph.graphql`. */
export function subgraphText(): string {
  return printSubgraphSchema(lexicographicSortSchema(subgraphSchema()));
}
