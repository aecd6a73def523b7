import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  type ResponsePath,
} from 'graphql';
import type { Compilation } from './compilation.ts';
import { compileCompletion } from './completion.ts';
import { placeOf } from './place.ts';
import { holdsVariable, plainArguments } from './plain-arguments.ts';
import { type CompleteProperty, type Execution, type ReadField, Thrown } from './running.ts';

/** A field of an object type, as an operation asks for it. */
export interface SelectedField {
  readonly parent: GraphQLObjectType;
  /** Its name in the answer. */
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** ExecuteField of the specification (6.4): of a field with a resolver the call, of any other what becomes of its property. */
export function compileField(compiler: Compilation, field: SelectedField): ReadField | CompleteProperty {
  const { parent, key, definition, nodes } = field;
  const { resolve } = definition;
  const argumentsOf = argumentReader(compiler, definition, nodes[0]!);
  const infoOf = (path: ResponsePath, execution: Execution) => resolveInfo(compiler, field, path, execution);
  const complete = compileCompletion(compiler, definition.type, { parent, name: definition.name, nodes, infoOf });
  const place = placeOf(definition.type, nodes, complete);

  if (resolve == null) {
    return (property, source, parentPath, execution) => {
      const path = { prev: parentPath, key, typename: parent.name };
      let value = property;
      try {
        if (value instanceof Thrown) throw value.error;
        // A property may be a method that takes the field's arguments.
        if (typeof value === 'function') {
          value = value.call(source, argumentsOf(execution), execution.context, infoOf(path, execution));
        }
      } catch (error) {
        return place.fail(error, path, execution);
      }
      return place.complete(value, path, execution);
    };
  }
  return (source: unknown, parentPath: ResponsePath | undefined, execution: Execution) => {
    const path = { prev: parentPath, key, typename: parent.name };
    let value: unknown;
    try {
      value = resolve(source, argumentsOf(execution), execution.context, infoOf(path, execution));
    } catch (error) {
      return place.fail(error, path, execution);
    }
    return place.complete(value, path, execution);
  };
}

function resolveInfo(
  { scope, operation, fragments }: Compilation,
  { parent, definition, nodes }: SelectedField,
  path: ResponsePath,
  { root, variables }: Execution,
): GraphQLResolveInfo {
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: parent,
    path,
    schema: scope.schema,
    fragments,
    rootValue: root,
    operation,
    variableValues: variables as Record<string, unknown>,
  };
}

/** Arguments without variables are the same every time. */
function argumentReader(compiler: Compilation, definition: GraphQLField<unknown, unknown>, node: FieldNode) {
  const read = ({ variables }: Execution): Record<string, unknown> =>
    getArgumentValues(definition, node, variables as Record<string, unknown>);
  if (node.arguments?.some(({ value }) => holdsVariable(value))) {
    compiler.varying++;
    const plain = plainArguments(definition, node);
    return plain === null ? read : (execution: Execution) => plain(execution.variables) ?? read(execution);
  }
  let known: Record<string, unknown> | undefined;
  return (execution: Execution): Record<string, unknown> => {
    known ??= read(execution);
    return known;
  };
}
