import { type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, isUnionType } from 'graphql';
import { reading } from '../../estimate/reads.ts';
import { badUserInput } from '../builder/errors.ts';
import { readingReferences } from './named.ts';

type Reference = Readonly<Record<string, unknown>> | null;
type Resolver = GraphQLFieldResolver<unknown, unknown, { representations: readonly Reference[] }, unknown[]>;

/**
 * Makes `_entities` resolve one reference at a time. References come from other subgraphs and may hold anything: one
 * without its whole key names nothing and is null, and whatever is wrong with one is an error at its own place.
 */
export function isolateReferences(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities;
  const union = schema.getType('_Entity');
  if (field === undefined || !isUnionType(union)) throw new Error('The graph has no entities.');
  const keys = new Map(union.getTypes().map((type) => [type.name, keyFields(type)]));
  const resolveAll = field.resolve as Resolver;
  const resolve: Resolver = (root, { representations }, context, info) =>
    representations.map(async (reference) => {
      const key = keys.get(reference?.__typename as string);
      if (key === undefined) {
        throw badUserInput(
          'representations',
          `A reference must name its type in \`__typename\`, one of ${[...keys.keys()].join(', ')}.`,
        );
      }
      if (!key.every((name) => typeof reference?.[name] === 'string')) return null;
      return resolveAll(root, { representations: [reference] }, context, info)[0];
    });
  const { extensions } = reading(readingReferences('representations'));
  Object.assign(field, { resolve, extensions: { ...field.extensions, ...extensions } });
  return schema;
}

/** The fields of a type's `@key`; every entity of this graph has one. */
function keyFields({ extensions }: GraphQLObjectType): readonly string[] {
  const { key } = extensions.directives as { key: readonly [{ fields: string }] };
  return key[0].fields.split(' ');
}
