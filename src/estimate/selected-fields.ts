import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Condition, ValueReader } from './variable-values.ts';

/** Selections, and whether they are read. */
export interface SelectedSet {
  readonly selectionSet: SelectionSetNode;
  readonly isRead: Condition;
}

/** A field as it stands in the answer, however often it is selected. */
export interface SelectedField {
  /** One of its selections: the arguments of all are the same. */
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLNamedType;
  readonly isRead: Condition;
  /** What is selected below it. */
  readonly sets: readonly SelectedSet[];
}

/**
 * Collects fields as CollectFields of the specification does (6.3.2), for all variables at once: fragments written out,
 * selections of the same field merged, and what `@skip` and `@include` ask kept as conditions. Introspection is left out.
 */
export class FieldCollector {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #values: ValueReader;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, values: ValueReader) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#values = values;
  }

  fields(sets: readonly SelectedSet[], parent: GraphQLNamedType): SelectedField[] {
    const groups = new Map<
      string,
      { selections: { node: FieldNode; isRead: Condition }[]; parent: GraphQLNamedType }
    >();
    const collect = ({ selectionSet, isRead }: SelectedSet, type: GraphQLNamedType): void => {
      for (const selection of selectionSet.selections) {
        const condition = this.#both(isRead, selection);
        if (selection.kind === Kind.FIELD) {
          // The same name in the answers of two types is two fields.
          const key = `${type.name}.${(selection.alias ?? selection.name).value}`;
          const group = groups.get(key) ?? { selections: [], parent: type };
          group.selections.push({ node: selection, isRead: condition });
          groups.set(key, group);
          continue;
        }
        const isInline = selection.kind === Kind.INLINE_FRAGMENT;
        const fragment = isInline ? selection : this.#fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        const on = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
        collect({ selectionSet: fragment.selectionSet, isRead: condition }, on ?? type);
      }
    };
    for (const set of sets) collect(set, parent);
    return [...groups.values()].flatMap(({ selections, parent: type }) => {
      const { node } = selections[0]!;
      const definition = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
      if (definition === undefined || !('args' in definition)) return [];
      const conditions = selections.map(({ isRead }) => isRead);
      const below = selections.flatMap(({ node: { selectionSet }, isRead }) =>
        selectionSet === undefined ? [] : [{ selectionSet, isRead }],
      );
      return [{ node, definition, parent: type, isRead: anyOf(conditions), sets: below }];
    });
  }

  #both(isRead: Condition, { directives }: SelectionNode): Condition {
    const isIncluded = this.#values.isIncluded(directives);
    return isIncluded === null ? isRead : (variables) => isRead(variables) && isIncluded(variables);
  }
}

/** Whether one of some conditions holds. Most fields have one, and it is the same for many. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const different = [...new Set(conditions)];
  return different.length === 1 ? different[0]! : (variables) => different.some((holds) => holds(variables));
}
