import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { standaloneSchema } from '../../src/graph/schema.ts';

/** The documents' tables, row by row: where the graph has it, or why it has not. */
const documents = JSON.parse(readFileSync(new URL('./fixtures/seed-tables.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, Record<string, string>>
>;
const schema = standaloneSchema();

/** Whether the schema has `Type`, `Type.field` or `Type.field(argument:)`. */
function has(graph: GraphQLSchema, place: string): boolean {
  const [, typename = '', name, argument] = /^(\w+)(?:\.(\w+)(?:\((\w+):\))?)?$/.exec(place) ?? [];
  const type = graph.getType(typename);
  if (!isObjectType(type)) return false;
  if (name === undefined) return true;
  const field = type.getFields()[name];
  return field !== undefined && (argument === undefined || field.args.some((arg) => arg.name === argument));
}

const tables = Object.entries(documents).flatMap(([document, rows]) =>
  Object.entries(rows).map(([table, places]) => [document, table, Object.entries(places)] as const),
);

describe.each(tables)('%s, %s', (_document, _table, rows) => {
  test.each(rows)('%s: %s', (_row, place) => {
    const [, reason] = /^not in the graph: (.+)$/.exec(place) ?? [];
    expect(reason !== undefined || has(schema, place)).toBe(true);
  });
});

test('a place that the schema has not is told from one that it has', () => {
  expect(has(schema, 'Query.captureTasks(firewallId:)')).toBe(true);
  for (const place of ['Query.captureTasks(fwInstanceId:)', 'CaptureTask.task_id', 'CaptureTaskVO', '']) {
    expect(has(schema, place)).toBe(false);
  }
});
