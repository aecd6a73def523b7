import type { ArgBuilder, ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from '../../context.ts';
import { readFoundRequest } from '../../find/found-page.ts';
import { type FindArguments, readQuestion } from '../../find/question.ts';
import type { List } from '../../loaders/list.ts';
import { once } from '../../memory/once.ts';
import { DEFAULT_PAGE_SIZE, type PageArguments, parseWindow } from '../../paging/window-arguments.ts';
import { builder, type SchemaTypes } from '../builder/builder.ts';
import { nullOnlyByError } from '../builder/semantic-non-null.ts';
import { DriftEnum } from './drift.ts';
import type { FindableType } from './findable-type.ts';
import { countOf, type Edge, Page } from './page.ts';
import { PageCursors, PageInfo } from './page-types.ts';
import { selectsOtherThan } from './selection.ts';

/** Defines the connection and edge types of a node type. `Row` is what its lists hold. */
export function connectionType<Row extends object>(
  name: string,
  node: ObjectRef<SchemaTypes, object>,
): ObjectRef<SchemaTypes, Page<Row>> {
  const EdgeType = builder.objectRef<Edge<object>>(`${name}Edge`).implement({
    description: 'One row of a page, with its cursor.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        nullable: false,
        description: 'Marks the row: pass it as `after` or `before`. It stays good while rows around it come and go.',
      }),
      node: t.expose('node', {
        type: node,
        ...nullOnlyByError,
        description: 'The row. Null, with an error, when CFW sent it without an id.',
      }),
    }),
  });
  const Connection = builder.objectRef<Page<object>>(`${name}Connection`).implement({
    description: 'A page of a list (Relay cursor connection).',
    extensions: { readOnce: true },
    fields: (t) => ({
      edges: t.expose('edges', { type: [EdgeType], nullable: false, description: 'The rows with their cursors.' }),
      nodes: t.expose('nodes', { type: [node], nullable: false, description: 'The rows alone.' }),
      pageInfo: t.expose('pageInfo', { type: PageInfo, nullable: false, description: 'What lies around the page.' }),
      totalCount: t.exposeInt('totalCount', {
        nullable: false,
        description: 'How many rows the list has, from the same reply of CFW that brought the page.',
      }),
      pageCursors: t.expose('pageCursors', {
        type: PageCursors,
        nullable: false,
        description: 'For a numbered pager.',
      }),
      drift: t.expose('drift', {
        type: DriftEnum,
        nullable: false,
        description: 'Whether the rows moved under the cursor since it was made.',
      }),
    }),
  });
  return Connection as unknown as ObjectRef<SchemaTypes, Page<Row>>;
}

/** The four arguments of every connection. */
export function pageArguments(t: ArgBuilder<SchemaTypes>) {
  return {
    first: t.int({
      description: `The first rows of the range, from 0 up to the gateway's limit (4096 unless configured otherwise). Neither \`first\` nor \`last\`: ${DEFAULT_PAGE_SIZE}.`,
    }),
    after: t.string({ description: 'Only rows after the row of this cursor.' }),
    last: t.int({ description: 'The last rows of the range. Not together with `first`.' }),
    before: t.string({ description: 'Only rows before the row of this cursor.' }),
  };
}

/** What every field with a connection says of it. A router's estimate: as many rows as asked for, else the default. */
export const connectionField = {
  directives: {
    ...nullOnlyByError.directives,
    cost: { weight: 1 },
    listSize: {
      assumedSize: DEFAULT_PAGE_SIZE,
      slicingArguments: ['first', 'last'],
      sizedFields: ['edges', 'nodes'],
      requireOneSlicingArgument: false,
    },
  },
};

const TOTAL_ONLY: ReadonlySet<string> = new Set(['totalCount', '__typename']);

/**
 * Resolves a connection field: checks its arguments and reads what is selected. The total alone costs less than a page.
 *
 * @param type what can be asked of the list beside its pages
 * @throws PagingError, CfwError
 */
export async function resolveConnection<Row extends object>(
  list: List<Row>,
  args: PageArguments & FindArguments<Readonly<Record<string, unknown>>, string>,
  context: GatewayContext,
  info: GraphQLResolveInfo,
  type?: FindableType<Row>,
): Promise<Page<Row>> {
  // Nothing but the total will be read of this object.
  const total = async () => ({ totalCount: countOf(await list.total()) }) as Page<Row>;
  const wantsTotal = !selectsOtherThan(info, TOTAL_ONLY);
  const question = type === undefined ? null : readQuestion(type.findable, args, list.digest);
  if (question === null) {
    const request = parseWindow(args, list.digest, context.maxPageSize);
    if (wantsTotal) return total();
    const page = await list.window(request);
    // A page of a reply that many have waited for is one object for all of them.
    return once(page, request.size, () => new Page(page, request.size, list.identify));
  }
  const request = readFoundRequest(question, args, context.maxPageSize);
  if (wantsTotal && question.conditions.length === 0) return total();
  return new Page(await list.found(request), request.size, list.identify);
}
