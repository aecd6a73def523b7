import { type GraphQLSchema, specifiedDirectives } from 'graphql';
import { builder } from './builder/builder.ts';
import { semanticNonNullDirective } from './builder/semantic-non-null.ts';
import { asSubgraph, LINK } from './relay/subgraph.ts';
import './builder/scalars.ts';
import './relay/node.ts';
import './types/firewalls/firewall.ts';
import './types/captures/capture-task.ts';
import './types/entries/list-entry.ts';
import './types/captures/capture-task-changes.ts';
import './types/entries/list-entry-changes.ts';
import './types/address-sets/address-set.ts';
import './types/address-sets/address-set-member.ts';
import './types/captures/capture-result.ts';
import './types/firewalls/quota.ts';
import './mutations/capture-task-mutations.ts';
import './mutations/list-entry-mutations.ts';

const DIRECTIVES = [...specifiedDirectives, semanticNonNullDirective];

// Each is made once, however many gateways a process has: making one takes a tenth of a second.
let standalone: GraphQLSchema | undefined;
let subgraph: GraphQLSchema | undefined;

/** The graph by itself: what front ends see. */
export function standaloneSchema(): GraphQLSchema {
  standalone ??= builder.toSchema({ directives: DIRECTIVES });
  return standalone;
}

/** The graph as a federation v2 subgraph: the same, with `_service`, `_entities` and the directives a composer reads. */
export function subgraphSchema(): GraphQLSchema {
  subgraph ??= asSubgraph(builder.toSchema({ directives: DIRECTIVES, schemaDirectives: LINK }));
  return subgraph;
}
