import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildASTSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { standaloneSchema } from '../../src/graph/schema.ts';

const contract = parse(readFileSync(new URL('./fixtures/contract.graphql', import.meta.url), 'utf8'));
const promised = buildASTSchema(contract);
const served = standaloneSchema();
const subgraph = parse(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'));

const typesOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

/** Every coordinate of a schema with its type: `Query.node(id:) ID!`, `Protocol.TCP`. */
function coordinates(schema: GraphQLSchema): string[] {
  return typesOf(schema).flatMap((type) => {
    if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map(
        ({ name, type: fieldType, defaultValue }) => `${type.name}.${name} ${fieldType} = ${defaultValue}`,
      );
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name} ${field.type}`,
      ...field.args.map((arg) => `${type.name}.${field.name}(${arg.name}:) ${arg.type}`),
    ]);
  });
}

const servedCoordinates = new Set(coordinates(served));

test.each(coordinates(promised))('%s', (coordinate) => {
  expect(servedCoordinates).toContain(coordinate);
});

test('enums have the promised values and no others', () => {
  for (const type of typesOf(promised).filter(isEnumType)) {
    expect(served.getType(type.name)?.toConfig()).toMatchObject({
      values: Object.fromEntries(type.getValues().map(({ name }) => [name, {}])),
    });
    expect(coordinates(served).filter((coordinate) => coordinate.startsWith(`${type.name}.`))).toHaveLength(
      type.getValues().length,
    );
  }
});

test('an argument that was added to a promised field is optional', () => {
  for (const type of typesOf(promised).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const known = new Set(field.args.map(({ name }) => name));
      const servedType = served.getType(type.name);
      const args = isObjectType(servedType) ? (servedType.getFields()[field.name]?.args ?? []) : [];
      const required = args.filter(({ name, type: argType }) => !known.has(name) && String(argType).endsWith('!'));
      expect(required.map(({ name }) => `${type.name}.${field.name}(${name}:)`)).toEqual([]);
    }
  }
});

describe('types of the subgraph', () => {
  const objects = contract.definitions.filter((node) => node.kind === 'ObjectTypeDefinition');
  const inSubgraph = new Map(
    subgraph.definitions
      .filter((node): node is ObjectTypeDefinitionNode => node.kind === 'ObjectTypeDefinition')
      .map((node) => [node.name.value, node]),
  );

  test.each(objects.map((node) => [node.name.value, node] as const))('%s', (name, node) => {
    const found = inSubgraph.get(name);
    expect(found?.interfaces?.map((type) => type.name.value)).toEqual(node.interfaces?.map((type) => type.name.value));
    expect(found?.directives?.map(print)).toEqual(node.directives?.map(print));
  });

  test.each(['node', 'nodes'])('Query.%s is hidden from the larger graph', (name) => {
    const field = inSubgraph.get('Query')?.fields?.find((node) => node.name.value === name);
    expect(field?.directives?.map(print)).toEqual(['@inaccessible', '@shareable']);
  });
});

describe('descriptions', () => {
  const described = typesOf(served).flatMap((type): (readonly [string, string | null | undefined])[] => {
    if (isScalarType(type)) return [[type.name, type.description]];
    if (isEnumType(type))
      return [
        [type.name, type.description],
        ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const),
      ];
    if (isInputObjectType(type))
      return [
        [type.name, type.description],
        ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const),
      ];
    if (!isObjectType(type) && !isInterfaceType(type)) return [[type.name, type.description]];
    return [
      [type.name, type.description] as const,
      ...Object.values(type.getFields()).flatMap((field) => [
        [`${type.name}.${field.name}`, field.description] as const,
        ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg.description] as const),
      ]),
    ];
  });

  test('every type, field, argument and value has one, in a sentence', () => {
    expect(described.filter(([, text]) => !text || !/^\S.*[.]$/s.test(text)).map(([coordinate]) => coordinate)).toEqual(
      [],
    );
  });

  test.each([
    ['CaptureTask.duration', /minutes/],
    ['CaptureTask.remainingDays', /days/],
    ['CaptureTask.captureSizeBytes', /bytes.*1 kb being 1024/],
    ['CaptureTask.createdDate', /CFW_TIME_ZONE/],
    ['Firewall.bandwidth', /Mbit\/s/],
  ])('%s names its unit', (coordinate, unit) => {
    expect(described.find(([name]) => name === coordinate)?.[1]).toMatch(unit);
  });
});
