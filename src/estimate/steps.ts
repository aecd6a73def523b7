import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Arguments, type Reads, readsOf } from './reads.ts';
import { anyOf, FieldCollector, type SelectedField, type SelectedSet } from './selected-fields.ts';
import { type Condition, ValueReader, type Variables } from './variable-values.ts';

/** A field that reads CFW, or has such fields below it. */
export interface Step {
  /** Whether it is read at all, by what `@skip` and `@include` say of it. */
  readonly isRead: Condition;
  readonly reads: Reads | null;
  readonly args: (variables: Variables) => Arguments;
  /** Whether more than the total of a connection is asked for. */
  readonly wantsRows: Condition;
  /** The one type of objects that it is asked of; null for an interface, whose objects all have it. */
  readonly objectType: string | null;
  readonly below: readonly Step[];
}

/** Lays out what a valid operation may read, as a tree that is quickly gone through for any variables. */
export function stepsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly Step[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const values = new ValueReader(operation);
  const collector = new FieldCollector(schema, fragments, values);
  const stepsIn = (sets: readonly SelectedSet[], parent: GraphQLNamedType): Step[] =>
    collector.fields(sets, parent).flatMap(step);
  const step = ({ node, definition, parent, isRead, sets }: SelectedField): Step[] => {
    const type = getNamedType(definition.type);
    const reads = readsOf(definition);
    const below = stepsIn(sets, type);
    if (reads === null && below.length === 0) return [];
    const rows = collector.fields(sets, type).filter((one) => one.definition.name !== 'totalCount');
    const wantsRows = anyOf(rows.map((one) => one.isRead));
    const given = (node.arguments ?? []).map(({ name, value }) => [name.value, values.value(value)] as const);
    return [
      {
        isRead,
        reads,
        args: (variables) => Object.fromEntries(given.map(([name, value]) => [name, value(variables)])),
        wantsRows,
        objectType: isObjectType(parent) ? parent.name : null,
        below,
      },
    ];
  };
  return stepsIn([{ selectionSet: operation.selectionSet, isRead: () => true }], root);
}
