import { type GraphQLObjectType, lexicographicSortSchema, parse, printSchema, visit } from 'graphql';
import { semanticNonNullDirective } from './builder/semantic-non-null.ts';
import { standaloneSchema } from './schema.ts';

/** What front ends see, in the schema definition language: `schema/schema.graphql`. */
export function schemaText(): string {
  const schema = lexicographicSortSchema(standaloneSchema());
  const text = printSchema(schema);
  // graphql-js prints no directives of fields: they are put behind the types of those that have one.
  const places: number[] = [];
  visit(parse(text), {
    ObjectTypeDefinition({ name, fields = [] }) {
      const defined = (schema.getType(name.value) as GraphQLObjectType).getFields();
      for (const { name, type } of fields) if (isSemanticNonNull(defined[name.value]!)) places.push(type.loc!.end);
    },
  });
  const pieces = places.map((place, index) => text.slice(places[index - 1] ?? 0, place));
  return [...pieces, text.slice(places.at(-1) ?? 0)].join(` @${semanticNonNullDirective.name}`);
}

function isSemanticNonNull({ extensions }: { readonly extensions: { readonly directives?: unknown } }): boolean {
  return semanticNonNullDirective.name in ((extensions.directives ?? {}) as object);
}
