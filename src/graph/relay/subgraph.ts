import {
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { GatewayContext } from '../../context.ts';
import { reading } from '../../estimate/reads.ts';
import { packageText } from '../../package-files.ts';
import { entityTypes, findEntity, type Reference } from './entities.ts';
import { readingReferences } from './named.ts';
import { typenameOf } from './node.ts';

/*
 * What a subgraph has beside the graph, as the subgraph specification of Apollo Federation v2 wants it
 * (https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec): `_service` and
 * `_entities`. Apollo's own library makes these, too; it would print the whole schema at every start, takes a fifth of the
 * start to load, and its code is not free (Elastic License 2.0). It prints `schema/subgraph.graphql`, when we develop.
 */

/** What the schema says of itself to a composer. */
export const LINK = {
  link: {
    url: 'https://specs.apollo.dev/federation/v2.9',
    import: ['@cost', '@inaccessible', '@key', '@listSize', '@shareable'],
  },
};

const Any = new GraphQLScalarType({ name: '_Any', description: 'A reference to an object: its type and its key.' });

const Service = new GraphQLObjectType({
  name: '_Service',
  fields: {
    sdl: {
      type: GraphQLString,
      description: 'The graph in the schema definition language, with the directives of federation.',
    },
  },
});

/** The text that a composer reads: `schema/subgraph.graphql`. */
export function subgraphText(): Promise<string> {
  return packageText('schema/subgraph.graphql');
}

/** Adds `_service` and `_entities` to a graph. */
export function asSubgraph(graph: GraphQLSchema): GraphQLSchema {
  const { query, types, ...config } = graph.toConfig();
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    types: entityTypes().map((name) => graph.getType(name) as GraphQLObjectType),
    resolveType: typenameOf,
  });
  const _entities: GraphQLFieldConfig<unknown, GatewayContext, { representations: readonly Reference[] }> = {
    type: new GraphQLNonNull(new GraphQLList(Entity)),
    args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Any))) } },
    resolve: (_root, { representations }, context) => representations.map((one) => findEntity(one, context)),
    ...reading(readingReferences('representations')),
  };
  const _service: GraphQLFieldConfig<unknown, GatewayContext> = {
    type: new GraphQLNonNull(Service),
    resolve: async () => ({ sdl: await subgraphText() }),
  };
  const { fields, ...rest } = query!.toConfig();
  const withBoth = new GraphQLObjectType({ ...rest, fields: { _entities, _service, ...fields } });
  return new GraphQLSchema({ ...config, query: withBoth, types: types.filter((type) => type !== query) });
}
