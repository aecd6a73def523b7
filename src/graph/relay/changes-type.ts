import type { ObjectRef } from '@pothos/core';
import type { ListResource } from '../../cfw/resources/listing.ts';
import type { ListChanges } from '../../live/list-changes.ts';
import { builder, type SchemaTypes } from '../builder/builder.ts';
import { writeNodeId } from './node-id.ts';
import { countOf } from './page.ts';

/** What the graph gets for following a list by one call. */
export interface ChangesType<Query, Row> {
  readonly type: ObjectRef<SchemaTypes, ListChanges<Row>>;
  /** An event as the graph shows it: with the ids that removed rows had in the graph. */
  shown(event: ListChanges<Row>, query: Query): ListChanges<Row>;
}

/** Makes the type of what happens to a list while it is followed, such as `CaptureTaskChanges`. */
export function changesType<Query extends object, Row extends object>(
  resource: ListResource<Query, Row>,
  row: ObjectRef<SchemaTypes, object>,
): ChangesType<Query, Row> {
  const { name } = row;
  const type = builder.objectRef<ListChanges<object>>(`${name}Changes`).implement({
    description: 'What changed in a list since the event before, or since the version that was named.',
    fields: (t) => ({
      added: t.expose('added', { type: [row], nullable: false, description: 'Rows that are new, as they are now.' }),
      changed: t.expose('changed', {
        type: [row],
        nullable: false,
        description: 'Rows that are not what they were, as they are now.',
      }),
      removed: t.exposeIDList('removed', {
        nullable: false,
        description: 'The `id` of each row that is gone.',
      }),
      totalCount: t.int({
        nullable: false,
        description: 'How many rows the list has.',
        resolve: ({ totalCount }) => countOf(totalCount),
      }),
      version: t.exposeString('version', {
        nullable: false,
        description: 'The state that this leads to: pass it as `since` after a break. Opaque.',
      }),
      reset: t.exposeBoolean('reset', {
        nullable: false,
        description:
          'True at first without `since`, and when it is not known what happened since: fetch what you show, then apply what follows.',
      }),
    }),
  });
  const parents = resource.key.slice(0, -1);
  return {
    type: type as unknown as ObjectRef<SchemaTypes, ListChanges<Row>>,
    shown(event, query) {
      if (event.removed.length === 0) return event;
      const list = parents.map((parent) => String((query as Readonly<Record<string, unknown>>)[parent]));
      return { ...event, removed: event.removed.map((id) => writeNodeId(name, ...list, id)) };
    },
  };
}

/** The argument of every subscription. */
export const SINCE =
  'The `version` of the last event you have applied: you get what happened since, once. Without it the first event is a `reset`.';
