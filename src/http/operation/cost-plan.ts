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
  type OperationDefinitionNode,
} from 'graphql';
import { FieldCollector, type SelectedField, type SelectedSet } from './selected-fields.ts';
import { type Condition, type Value, ValueReader } from './variable-values.ts';

/** One field that reads lists of CFW, or multiplies what stands below it. */
export interface CostStep {
  /** Whether it is read at all, by what `@skip` and `@include` say of it. */
  readonly isRead: Condition;
  /**
   * `connection`: as many rows as its arguments say; `references`: as many as its list argument holds; `objects`: a
   * short list of a record; `record`: one record of its own; `nothing`: only what is below it counts.
   */
  readonly kind: 'connection' | 'references' | 'objects' | 'record' | 'nothing';
  readonly first: Value;
  readonly last: Value;
  /** The list of ids or references, and its argument's name. */
  readonly references: Value;
  readonly argument: string;
  /** Whether more than the total of a connection is asked for. */
  readonly wantsRows: Condition;
  /** Whether each row has lists of its own, so that more rows mean more lists. */
  readonly rowsHaveLists: boolean;
  readonly below: readonly CostStep[];
}

/** Lays out what a valid operation may read, as a tree that is quickly summed up for any variables. */
export function planCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly CostStep[] {
  const values = new ValueReader(operation);
  const planner = new CostPlanner(schema, values, new FieldCollector(schema, fragments, values));
  return planner.steps([{ selectionSet: operation.selectionSet, isRead: () => true }], schema.getQueryType()!);
}

class CostPlanner {
  readonly #schema: GraphQLSchema;
  readonly #values: ValueReader;
  readonly #collector: FieldCollector;

  constructor(schema: GraphQLSchema, values: ValueReader, collector: FieldCollector) {
    this.#schema = schema;
    this.#values = values;
    this.#collector = collector;
  }

  steps(sets: readonly SelectedSet[], parent: GraphQLNamedType): CostStep[] {
    return this.#collector.fields(sets, parent).flatMap((field) => this.#step(field));
  }

  #step({ node, definition, parent, isRead, sets }: SelectedField): CostStep[] {
    const type = getNamedType(definition.type);
    if (sets.length === 0 || !isCompositeType(type)) return [];
    const kind = this.#kindOf(definition, parent);
    const below = this.steps(sets, type);
    if (kind === 'nothing' && below.length === 0) return [];
    const argument = listArgumentOf(definition) ?? '';
    const rows = this.#collector.fields(sets, type).filter((one) => one.definition.name !== 'totalCount');
    return [
      {
        isRead,
        kind,
        first: this.#argument(node, 'first'),
        last: this.#argument(node, 'last'),
        references: this.#argument(node, argument),
        argument,
        wantsRows: (variables) => rows.some((one) => one.isRead(variables)),
        rowsHaveLists: kind === 'references' || hasLists(rowTypeOf(type)),
        below,
      },
    ];
  }

  #kindOf(definition: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): CostStep['kind'] {
    if (definition.args.some(({ name }) => name === 'first')) return 'connection';
    if (listArgumentOf(definition) !== undefined) return 'references';
    // The lists of a connection are its page, which has been counted with it.
    if (isListType(getNullableType(definition.type))) return isPage(parent) ? 'nothing' : 'objects';
    return parent === this.#schema.getQueryType() ? 'record' : 'nothing';
  }

  #argument(field: FieldNode, name: string): Value {
    const node = field.arguments?.find((argument: ArgumentNode) => argument.name.value === name)?.value;
    return node === undefined ? () => undefined : this.#values.value(node);
  }
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
