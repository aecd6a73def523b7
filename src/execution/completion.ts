import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type ResponsePath,
} from 'graphql';
import { once } from '../memory/once.ts';
import type { Compilation } from './compilation.ts';
import { collectFields } from './field-groups.ts';
import { placeOf } from './place.ts';
import { type Complete, type Execution, isPromise, type ReadObject } from './running.ts';

/** The field whose value is completed. */
export interface CompletedField {
  readonly parent: GraphQLObjectType;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  infoOf(path: ResponsePath, execution: Execution): GraphQLResolveInfo;
}

/** CompleteValue of the specification (6.4.3) for one type. */
export function compileCompletion(compiler: Compilation, type: GraphQLOutputType, field: CompletedField): Complete {
  if (isNonNullType(type)) {
    const complete = compileCompletion(compiler, type.ofType, field);
    return (value, path, execution) => {
      const completed = complete(value, path, execution);
      if (completed !== null) return completed;
      throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.name}.`);
    };
  }
  const complete = compileNonNull(compiler, type, field);
  return (value, path, execution) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? null : complete(value, path, execution);
  };
}

function compileNonNull(compiler: Compilation, type: GraphQLOutputType, field: CompletedField): Complete {
  if (isListType(type)) return compileList(compiler, type.ofType, field);
  if (isLeafType(type)) return (value) => serialized(type, value);
  if (isAbstractType(type)) return compileAbstract(compiler, type, field);
  if (isObjectType(type)) return objectOf(compiler, type, field);
  throw new TypeError(`${type} is no output type`);
}

function objectOf(compiler: Compilation, type: GraphQLObjectType, { nodes }: CompletedField): ReadObject {
  const sets = nodes.map(({ selectionSet }) => selectionSet);
  const before = compiler.varying;
  const read = compiler.object(type, collectFields(compiler.scope, type, sets));
  return type.extensions.readOnce === true && compiler.varying === before ? readOnce(read) : read;
}

/**
 * Reads an object that several executions share once for all of them. A type allows it by `extensions.readOnce: true`, where
 * resolvers below give whoever may have the object the same, or a promise. What is still to come, or has failed, each
 * execution reads itself.
 */
function readOnce(read: ReadObject): ReadObject {
  return (source, path, execution) => {
    const { all } = execution.errors;
    const errors = all.length;
    const isKept = (object: unknown) => !isPromise(object) && all.length === errors;
    return once(source, read, () => read(source, path, execution), isKept);
  };
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const leaf = type.serialize(value);
  if (leaf !== null && leaf !== undefined) return leaf;
  throw new Error(`Expected \`${type.name}.serialize(…)\` to return non-nullable value.`);
}

function compileList(compiler: Compilation, itemType: GraphQLOutputType, field: CompletedField): Complete {
  const place = placeOf(itemType, field.nodes, compileCompletion(compiler, itemType, field));
  return (value, path, execution) => {
    if (typeof value !== 'object' || !(Symbol.iterator in (value as object))) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.parent.name}.${field.name}".`);
    }
    const items: unknown[] = [];
    let hasPromises = false;
    try {
      for (const item of value as Iterable<unknown>) {
        const completed = place.complete(item, { prev: path, key: items.length, typename: undefined }, execution);
        if (isPromise(completed)) hasPromises = true;
        items.push(completed);
      }
    } catch (error) {
      // None of the promises may fail unheard; graphql-js forgets them here.
      if (hasPromises) Promise.allSettled(items);
      throw error;
    }
    return hasPromises ? Promise.all(items) : items;
  };
}

function compileAbstract(compiler: Compilation, type: GraphQLAbstractType, field: CompletedField): Complete {
  const { schema } = compiler.scope;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  // Every possible type is compiled, so that what cannot be is known before anything runs.
  const objects = new Map(schema.getPossibleTypes(type).map((one) => [one.name, objectOf(compiler, one, field)]));
  const read = (name: unknown, value: unknown, path: ResponsePath, execution: Execution): unknown => {
    const object = objects.get(name as string);
    if (object !== undefined) return object(value, path, execution);
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${field.parent.name}.${field.name}". ` +
        `Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes: field.nodes },
    );
  };
  return (value, path, execution) => {
    const name = resolveType(value, execution.context, field.infoOf(path, execution), type);
    return isPromise(name)
      ? name.then((resolved) => read(resolved, value, path, execution))
      : read(name, value, path, execution);
  };
}
