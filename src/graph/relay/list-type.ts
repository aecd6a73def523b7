import type { ObjectRef } from '@pothos/core';
import type { ListResource } from '../../cfw/resources/listing.ts';
import type { GatewayContext } from '../../context.ts';
import { type AnyList, reading } from '../../estimate/reads.ts';
import type { SchemaTypes } from '../builder/builder.ts';
import { required } from '../builder/required.ts';
import { connectionField, connectionType } from './connection.ts';
import { registerEntity } from './entities.ts';
import { foundInList } from './named.ts';
import { registerNode } from './node.ts';
import { writeNodeId } from './node-id.ts';
import type { Page } from './page.ts';

/** What the graph gets for the rows of a list by one call. */
export interface ListType<Row> {
  readonly connection: ObjectRef<SchemaTypes, Page<Row>>;
  /** The options by which every field with this connection says what it reads. */
  readonly window: typeof connectionField & ReturnType<typeof reading>;
  /** The options by which a field with the key in its arguments says so. */
  readonly byKey: ReturnType<typeof reading>;
  /** The row of a key, such as `{ firewallId, taskId }`, or null. Rows of one list are found by one walk. */
  find(key: Readonly<Record<string, unknown>>, context: GatewayContext): Promise<Row | null>;
}

/**
 * Makes the rows of a list a part of the graph: their connection, `node` and `nodes`, and the entity of a larger graph,
 * all by the key that the resource names.
 */
export function listType<Query extends object, Row extends object>(
  resource: ListResource<Query, Row>,
  type: ObjectRef<SchemaTypes, object>,
): ListType<Row> {
  const { key } = resource;
  async function findBy(parts: readonly string[], context: GatewayContext): Promise<Row | null> {
    const query = resource.listOf(parts);
    return query && context.list(resource, query as Parameters<typeof context.list<Query, Row>>[1]).find(parts.at(-1)!);
  }
  const find: ListType<Row>['find'] = (fields, context) =>
    findBy(
      key.map((name) => String(fields[name])),
      context,
    );

  const list: AnyList = resource;
  foundInList(type.name, list);
  registerNode({ typename: type.name, key, find: findBy });
  registerEntity(type, key, find);
  return {
    connection: connectionType<Row>(type.name, type),
    window: { ...connectionField, ...reading({ kind: 'window', resource: list }) },
    byKey: reading({ kind: 'row', resource: list }),
    find,
  };
}

/** The options of the field `id` of a type whose objects have a key. */
export function nodeIdOf<Row extends object>(typename: string, key: readonly string[]) {
  return {
    nullable: false,
    description: 'Opaque and stable: pass it to `node` to fetch the object again.',
    resolve: (row: Row) =>
      writeNodeId(typename, ...key.map((field) => required((row as Readonly<Record<string, string | null>>)[field]!))),
  } as const;
}
