import { readFileSync } from 'node:fs';
import * as apollo from '@apollo/composition';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { TICKETS_SDL } from './tickets.ts';

/** A larger graph: what a router is given, what its clients see, and what the composer has to say. */
export interface LargerGraph {
  readonly supergraph: string;
  /** The API of the clients, sorted. */
  readonly api: string;
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export const CFW: Subgraph = {
  name: 'cfw',
  url: 'http://127.0.0.1:4000/graphql',
  sdl: readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'),
};
export const TICKETS: Subgraph = { name: 'tickets', url: 'http://127.0.0.1:4001/graphql', sdl: TICKETS_SDL };

const services = (subgraphs: readonly Subgraph[]) =>
  subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

/** Composes with The Guild's composer, the one of Hive. */
export function composeWithHive(...subgraphs: readonly Subgraph[]): LargerGraph {
  const { supergraphSdl = '', publicSdl, errors = [] } = composeServices(services(subgraphs));
  return {
    supergraph: supergraphSdl,
    api: publicSdl === undefined ? '' : sorted(buildSchema(publicSdl)),
    errors: errors.map(({ message }) => message),
    hints: [],
  };
}

/** Composes with Apollo's composer, the one of Rover and GraphOS. */
export function composeWithApollo(...subgraphs: readonly Subgraph[]): LargerGraph {
  const { schema, supergraphSdl = '', errors = [], hints = [] } = apollo.composeServices(services(subgraphs));
  return {
    supergraph: supergraphSdl,
    api: schema === undefined ? '' : sorted(schema.toAPISchema().toGraphQLJSSchema()),
    errors: errors.map(({ message }) => message),
    hints: hints.map((hint) => `${hint}`),
  };
}
