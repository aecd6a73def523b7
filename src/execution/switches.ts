import { type DocumentNode, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, visit } from 'graphql';

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
