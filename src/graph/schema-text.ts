import { lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema } from './schema.ts';

/** What front ends see, in the schema definition language: `schema/schema.graphql`. */
export function schemaText(): string {
  return printSchema(lexicographicSortSchema(standaloneSchema()));
}
