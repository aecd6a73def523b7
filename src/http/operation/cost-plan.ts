import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** An argument's value, once the variables are known. */
export type Value = (variables: Variables) => unknown;

/** One field that reads lists of CFW, or multiplies what stands below it. */
export interface CostStep {
  /**
   * `connection`: as many rows as its arguments say; `references`: as many as its list argument holds; `objects`: a
   * short list of a record; `record`: one record of its own.
   */
  readonly kind: 'connection' | 'references' | 'objects' | 'record';
  readonly first: Value;
  readonly last: Value;
  /** The list of ids or references, and its argument's name. */
  readonly references: Value;
  readonly argument: string;
  /** Whether more than the total of a connection is asked for. */
  readonly wantsRows: boolean;
  /** Whether each row has lists of its own, so that more rows mean more lists. */
  readonly rowsHaveLists: boolean;
  readonly below: readonly CostStep[];
}

/** Lays out what a valid operation will read, as a tree that is quickly summed up for any variables. */
export function planCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly CostStep[] {
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    defaults.set(variable.name.value, defaultValue && valueFromASTUntyped(defaultValue));
  }
  const planner = new CostPlanner(schema, fragments, defaults);
  return planner.steps(operation.selectionSet, schema.getQueryType()!);
}

class CostPlanner {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #defaults: ReadonlyMap<string, unknown>;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    defaults: ReadonlyMap<string, unknown>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#defaults = defaults;
  }

  steps(selectionSet: SelectionSetNode, parent: GraphQLNamedType): CostStep[] {
    return this.#fields(selectionSet, parent).flatMap(({ field, definition }) => this.#step(field, definition, parent));
  }

  #step(field: FieldNode, definition: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): CostStep[] {
    const type = getNamedType(definition.type);
    if (field.selectionSet === undefined || !isCompositeType(type)) return [];
    const kind = this.#kindOf(definition, parent);
    const below = this.steps(field.selectionSet, type);
    if (kind === null) return below;
    const argument = listArgumentOf(definition) ?? '';
    const selected = this.#fields(field.selectionSet, type);
    return [
      {
        kind,
        first: this.#argument(field, 'first'),
        last: this.#argument(field, 'last'),
        references: this.#argument(field, argument),
        argument,
        wantsRows: selected.some((one) => one.field.name.value !== 'totalCount'),
        rowsHaveLists: kind === 'references' || hasLists(rowTypeOf(type)),
        below,
      },
    ];
  }

  #kindOf(definition: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): CostStep['kind'] | null {
    if (definition.args.some(({ name }) => name === 'first')) return 'connection';
    if (listArgumentOf(definition) !== undefined) return 'references';
    // The lists of a connection are its page, which has been counted with it.
    if (isListType(getNullableType(definition.type))) return isPage(parent) ? null : 'objects';
    return parent === this.#schema.getQueryType() ? 'record' : null;
  }

  /** The fields of a selection set with their definitions, fragments written out, introspection left out. */
  #fields(selectionSet: SelectionSetNode, parent: GraphQLNamedType): FieldOfType[] {
    return selectionSet.selections.flatMap((selection): FieldOfType[] => {
      if (selection.kind === Kind.FIELD) {
        const definition = 'getFields' in parent ? parent.getFields()[selection.name.value] : undefined;
        return definition !== undefined && 'args' in definition ? [{ field: selection, definition }] : [];
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment === undefined) return [];
      const condition = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      return this.#fields(fragment.selectionSet, condition ?? parent);
    });
  }

  #argument(field: FieldNode, name: string): Value {
    const node = field.arguments?.find((argument: ArgumentNode) => argument.name.value === name)?.value;
    return node === undefined ? () => undefined : this.#value(node);
  }

  #value(node: ValueNode): Value {
    if (node.kind !== Kind.VARIABLE) {
      const value = valueFromASTUntyped(node, {});
      return () => value;
    }
    const name = node.name.value;
    const fallback = this.#defaults.get(name);
    return (variables) => (Object.hasOwn(variables, name) ? variables[name] : fallback);
  }
}

interface FieldOfType {
  readonly field: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
}

/** The argument by which a field is given a list of ids or references. */
function listArgumentOf({ args }: GraphQLField<unknown, unknown>): string | undefined {
  return args.find(({ type }) => isListType(getNullableType(type)))?.name;
}

function isPage(type: GraphQLNamedType): boolean {
  return isObjectType(type) && 'pageInfo' in type.getFields();
}

function rowTypeOf(type: GraphQLNamedType): GraphQLNamedType {
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  return nodes === undefined ? type : getNamedType(nodes.type);
}

function hasLists(type: GraphQLNamedType): boolean {
  return (
    isObjectType(type) && Object.values(type.getFields()).some(({ args }) => args.some(({ name }) => name === 'first'))
  );
}
