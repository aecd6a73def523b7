import { type FieldNode, type GraphQLField, isNonNullType, Kind, type ValueNode, valueFromAST } from 'graphql';
import type { Variables } from './field-groups.ts';

/** An argument with the same value each time, or one whose value is that of a variable. */
type PlainArgument =
  | { readonly name: string; readonly value: unknown; readonly variable: null }
  | {
      readonly name: string;
      readonly variable: string;
      readonly isRequired: boolean;
      /** Where the variable is left out; undefined: so is the argument. */
      readonly value: unknown;
    };

/**
 * Makes the reader of a field's arguments for the case that nearly always is: each is written out, or is a variable.
 * graphql-js looks up anew which of them are there and what their types are ("CoerceArgumentValues", 6.4.1 of the
 * specification).
 *
 * @returns null for a field with other arguments; the reader gives null for what graphql-js has to look at, such as an error
 */
export function plainArguments(
  definition: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
): ((variables: Variables) => Record<string, unknown> | null) | null {
  const plain: PlainArgument[] = [];
  for (const { name, type, defaultValue } of definition.args) {
    const node = given.find((argument) => argument.name.value === name)?.value;
    const isRequired = isNonNullType(type);
    if (node?.kind === Kind.VARIABLE) {
      plain.push({ name, variable: node.name.value, isRequired, value: defaultValue });
      continue;
    }
    if (node !== undefined && holdsVariable(node)) return null;
    const value = node === undefined ? defaultValue : valueFromAST(node, type);
    if (value !== undefined) plain.push({ name, value, variable: null });
    else if (node !== undefined || isRequired) return null;
  }
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const argument of plain) {
      let { value } = argument;
      if (argument.variable !== null) {
        if (Object.hasOwn(variables, argument.variable)) value = variables[argument.variable];
        if (argument.isRequired && value == null) return null;
      }
      if (value !== undefined) values[argument.name] = value;
    }
    return values;
  };
}

/** Whether a value depends on the variables of the operation. */
export function holdsVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(holdsVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => holdsVariable(field.value));
  return value.kind === Kind.VARIABLE;
}
