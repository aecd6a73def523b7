import {
  coerceInputValue,
  type FieldNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './field-groups.ts';

type Path = readonly (string | number)[];

/**
 * Adds to the errors of variables that have a wrong type what those of a wrong value have: of a mutation's variables the
 * path in its input, such as `["input", "entries", 3, "port"]`, which graphql-js says in its text alone. That there are too
 * many to count is the fault of the caller as well.
 */
export function withInputPaths(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Variables,
): readonly GraphQLError[] {
  const isWrite = operation.operation === OperationTypeNode.MUTATION;
  const definitions = isWrite ? (operation.variableDefinitions ?? []) : [];
  const paths = new Map<unknown, Iterator<Path>>(
    definitions.map((definition) => [definition, wrongPaths(schema, operation, definition, given).values()]),
  );
  return errors.map((error) => {
    const { message, nodes } = error;
    if (nodes === undefined) return new GraphQLError(message, { extensions: { code: BAD_USER_INPUT } });
    const input: Path | undefined = paths.get(nodes[0])?.next().value;
    return input === undefined
      ? error
      : new GraphQLError(message, { nodes, extensions: { code: BAD_USER_INPUT, input } });
  });
}

const BAD_USER_INPUT = 'BAD_USER_INPUT';

/** Where the value of a variable is wrong, in the order in which graphql-js tells of it. */
function wrongPaths(
  schema: GraphQLSchema,
  { selectionSet }: OperationDefinitionNode,
  { variable, type }: VariableDefinitionNode,
  given: Variables,
): Path[] {
  const name = variable.name.value;
  const fields = selectionSet.selections.filter((one): one is FieldNode => one.kind === Kind.FIELD);
  const used = fields
    .flatMap(({ arguments: all = [] }) => all)
    .map((argument) => [argument.name.value, placeOf(name, argument.value)] as const)
    .find(([, place]) => place !== null);
  if (used === undefined) return [];
  const place = [used[0], ...used[1]!];
  if (!Object.hasOwn(given, name)) return [place];
  const wrong: Path[] = [];
  coerceInputValue(given[name], typeFromAST(schema, type) as GraphQLInputType, (path, _value, { message }) => {
    // Of a field that is missing, or is none, graphql-js tells the object.
    const [, field] = OF_A_FIELD.exec(message) ?? [];
    wrong.push([...place, ...path, ...(field === undefined ? [] : [field])]);
  });
  return wrong;
}

const OF_A_FIELD = /^Field "([^"]+)" (?:of required type|is not defined)/;

/** Where a variable stands in a value; null when it does not. */
function placeOf(name: string, value: ValueNode): Path | null {
  if (value.kind === Kind.VARIABLE) return value.name.value === name ? [] : null;
  const parts: readonly (readonly [string | number, ValueNode])[] =
    value.kind === Kind.LIST
      ? value.values.map((part, index) => [index, part] as const)
      : value.kind === Kind.OBJECT
        ? value.fields.map((field) => [field.name.value, field.value] as const)
        : [];
  for (const [key, part] of parts) {
    const place = placeOf(name, part);
    if (place !== null) return [key, ...place];
  }
  return null;
}
