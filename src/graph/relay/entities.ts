import type { ObjectRef } from '@pothos/core';
import type { GatewayContext } from '../../context.ts';
import type { SchemaTypes } from '../builder/builder.ts';
import { badUserInput } from '../builder/errors.ts';

/** What a router knows an object by: its type in `__typename`, and the fields of its key. It may hold anything. */
export type Reference = Readonly<Record<string, unknown>> | null;

interface Entity {
  readonly key: readonly string[];
  readonly find: (key: Readonly<Record<string, string>>, context: GatewayContext) => Promise<object | null>;
}

const entities = new Map<string, Entity>();

/** The option of a type whose objects a router finds by these fields. */
export function entityKey(key: readonly string[]) {
  return { directives: { key: { fields: key.join(' ') } } };
}

/** Makes the objects of a type with an `entityKey` reachable for a router. */
export function registerEntity(
  type: ObjectRef<SchemaTypes, object>,
  key: readonly string[],
  find: Entity['find'],
): void {
  entities.set(type.name, { key, find });
}

/** The types whose objects a router can reach. */
export function entityTypes(): readonly string[] {
  return [...entities.keys()].sort();
}

/**
 * Finds the object of a reference. References come from other subgraphs and may hold anything: one without its whole key
 * names nothing and is null, and whatever is wrong with one is an error at its own place.
 */
export async function findEntity(reference: Reference, context: GatewayContext): Promise<object | null> {
  const entity = entities.get(reference?.__typename as string);
  if (entity === undefined) {
    throw badUserInput(
      'representations',
      `A reference must name its type in \`__typename\`, one of ${entityTypes().join(', ')}.`,
    );
  }
  if (!entity.key.every((name) => typeof reference?.[name] === 'string')) return null;
  return entity.find(reference as Readonly<Record<string, string>>, context);
}
