import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import type { GatewayContext } from '../../context.ts';

/** What a router is told of the graph (Apollo Federation v2.9; `@cost` and `@listSize` are of demand control). */
type FederationDirectives = {
  link: { locations: 'SCHEMA'; args: { url: string; import: readonly string[] } };
  key: { locations: 'OBJECT'; args: { fields: string } };
  shareable: { locations: 'OBJECT' | 'FIELD_DEFINITION' };
  inaccessible: { locations: 'FIELD_DEFINITION' };
  cost: { locations: 'FIELD_DEFINITION'; args: { weight: number } };
  listSize: {
    locations: 'FIELD_DEFINITION';
    args: {
      assumedSize: number;
      slicingArguments?: readonly string[];
      sizedFields?: readonly string[];
      requireOneSlicingArgument?: boolean;
    };
  };
};

/** The one builder of the graph: every type file adds to it, `schema.ts` makes the schemas from it. */
export const builder = new SchemaBuilder<{
  Context: GatewayContext;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    SafeInt: { Input: number; Output: number };
  };
  Directives: FederationDirectives & {
    semanticNonNull: { locations: 'FIELD_DEFINITION'; args: { levels?: number[] } };
  };
}>({
  plugins: [DirectivesPlugin],
  directives: { useGraphQLToolsUnorderedDirectives: true },
});

/** The types that the builder was given, for functions that take its parts. */
export type SchemaTypes = typeof builder.$inferSchemaTypes;

builder.queryType({
  description:
    'Huawei Cloud Firewall (CFW): firewalls, packet capture tasks, blacklists and whitelists. Start at `firewalls`, which needs no id.',
});

builder.subscriptionType({
  description:
    'Lists that move by themselves. CFW can only be polled: the gateway does it, once for all who follow a list with the same credentials.',
});
