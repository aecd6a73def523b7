import type { GraphQLSchema } from 'graphql';
import { builder } from './relay/builder.ts';
import { isolateReferences } from './relay/entities.ts';
import './relay/scalars.ts';
import './relay/node.ts';
import './types/firewall.ts';
import './types/capture-task.ts';
import './types/list-entry.ts';
import './types/capture-task-changes.ts';
import './types/list-entry-changes.ts';
import './types/address-set.ts';
import './types/address-set-member.ts';
import './types/capture-result.ts';
import './types/quota.ts';
import './mutations/capture-task-mutations.ts';
import './mutations/list-entry-mutations.ts';

// Each is made once, however many gateways a process has: making one takes a tenth of a second.
let standalone: GraphQLSchema | undefined;
let subgraph: GraphQLSchema | undefined;

/** The graph by itself: what front ends see. */
export function standaloneSchema(): GraphQLSchema {
  standalone ??= builder.toSchema();
  return standalone;
}

/** The graph as a federation v2 subgraph: the same, with `_service`, `_entities` and the directives a composer reads. */
export function subgraphSchema(): GraphQLSchema {
  subgraph ??= isolateReferences(builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.9' }));
  return subgraph;
}
