import type { GatewayContext } from '../../context.ts';
import { reading } from '../../estimate/reads.ts';
import { builder } from '../builder/builder.ts';
import { badUserInput } from '../builder/errors.ts';
import { readingNodes } from './named.ts';
import { MAX_ID_LENGTH, readNodeId } from './node-id.ts';

/** How the objects of one type are told from others, and found by the parts of their ids. */
export interface NodeKind {
  readonly typename: string;
  /** The key fields, in the order in which `writeNodeId` got them. Only objects of this type have all of them. */
  readonly key: readonly string[];
  readonly find: (parts: readonly string[], context: GatewayContext) => Promise<object | null>;
}

/** Longest key first, so that a type whose key holds all fields of another's is asked first. */
const kinds: NodeKind[] = [];

/** Makes the objects of a type reachable through `node` and `nodes`. */
export function registerNode(kind: NodeKind): void {
  kinds.push(kind);
  kinds.sort((one, other) => other.key.length - one.key.length);
}

/** The type of an object of the graph; undefined: it is of none with an id. */
export function typenameOf(object: object): string | undefined {
  return kinds.find(({ key }) => key.every((field) => field in object))?.typename;
}

export const NodeInterface = builder.interfaceRef<object>('Node').implement({
  description: 'An object with an id that is unique in the whole graph.',
  resolveType: typenameOf,
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'Opaque and stable: pass it to `node` to fetch the object again.' }),
  }),
});

async function findNode(id: string, context: GatewayContext): Promise<object | null> {
  const damaged = () =>
    badUserInput('id', '`id` is not an id of this graph. Pass an `id` that a field of this graph gave.');
  const nodeId = id.length > MAX_ID_LENGTH ? null : readNodeId(id);
  if (nodeId === null) throw damaged();
  const kind = kinds.find(({ typename }) => typename === nodeId.typename);
  // An id of another graph, for instance of another subgraph behind the same router, names nothing here.
  if (kind === undefined) return null;
  if (!nodeId.intact || nodeId.parts.length !== kind.key.length) throw damaged();
  return kind.find(nodeId.parts, context);
}

/**
 * Every Relay subgraph has these fields, and each finds only its own objects. So a larger graph has to let several
 * subgraphs define them, and to keep them from its clients.
 */
const inEverySubgraph = { directives: { inaccessible: {}, shareable: {} } };

builder.queryFields((t) => ({
  node: t.field({
    type: NodeInterface,
    description: 'The object with an id, or null when it does not exist (any more).',
    ...inEverySubgraph,
    ...reading(readingNodes('id')),
    args: { id: t.arg.id({ required: true, description: 'An `id` that a field of this graph gave.' }) },
    resolve: (_root, { id }, context) => findNode(id, context),
  }),
  nodes: t.field({
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description: 'The objects with these ids, in the same order; null for each that does not exist (any more).',
    ...inEverySubgraph,
    ...reading(readingNodes('ids')),
    args: { ids: t.arg.idList({ required: true, description: 'At most as many as one connection may have rows.' }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > context.maxPageSize) {
        throw badUserInput('ids', `\`ids\` may hold at most ${context.maxPageSize} ids; it holds ${ids.length}.`);
      }
      return ids.map((id) => findNode(id, context));
    },
  }),
}));
