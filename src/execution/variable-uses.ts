import {
  type DocumentNode,
  type FieldNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

const SWITCHING: ReadonlySet<string> = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

/** The names of the variables on which it depends what a document selects: those in `@skip` and `@include`. */
export function switchesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]({ name, arguments: given = [] }) {
      if (!SWITCHING.has(name.value)) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/**
 * The variables that an operation uses in one argument of its root fields and nowhere else: what that argument is given
 * makes no difference to the execution of anything below.
 */
export function variablesOnlyIn(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  argument: string,
): ReadonlySet<string> {
  const uses = new Map<string, number>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const fields = operation.selectionSet.selections.filter((one): one is FieldNode => one.kind === Kind.FIELD);
  for (const { arguments: given = [] } of fields) {
    for (const { name, value } of given) {
      if (name.value !== argument || value.kind !== Kind.VARIABLE) continue;
      uses.set(value.name.value, uses.get(value.name.value)! - 1);
    }
  }
  return new Set([...uses].flatMap(([name, count]) => (count === 0 ? [name] : [])));
}
