import type { ArgBuilder, InputRef, InputType } from '@pothos/core';
import type { Filter } from '../../find/filter.ts';
import type { SortKey } from '../../find/position.ts';
import type { Findable } from '../../find/question.ts';
import type { Column } from '../../find/scan.ts';
import { builder, type SchemaTypes } from '../builder/builder.ts';

/** A filter that a resource's lists have: its type in the graph, and what it asks of a row. */
export interface FilterField<Row> {
  readonly type: InputType<SchemaTypes> | [InputType<SchemaTypes>];
  readonly filter: Filter<Row, never>;
  readonly description: string;
}

/** A field that a resource's lists can be ordered by. */
export interface OrderField<Row> {
  readonly by: Column<Row, SortKey>;
  readonly description: string;
}

/** What lists of a resource can be asked: of their rows, and as the arguments of their connections. */
export interface FindableType<Row> {
  readonly findable: Findable<Row, Readonly<Record<string, unknown>>, string>;
  readonly arguments: (t: ArgBuilder<SchemaTypes>) => ReturnType<typeof findArguments>;
}

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'A direction of an order. Rows without a value come last in both.',
  values: {
    ASC: { description: 'The smallest, the first of the alphabet, or the oldest first.' },
    DESC: { description: 'The largest, the last of the alphabet, or the newest first.' },
  } as const,
});

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A span of time. What is left out is open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'At this moment or later.' }),
    until: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
});

/**
 * Makes the inputs by which lists of a type are filtered and ordered: `…Filters`, `…Order` and `…OrderField`.
 *
 * @param name the name of the type of the rows
 */
export function findableType<Row>(
  name: string,
  filters: Readonly<Record<string, FilterField<Row>>>,
  orders: Readonly<Record<string, OrderField<Row>>>,
): FindableType<Row> {
  const filterInput = builder.inputType(`${name}Filters`, {
    description: 'Which rows. What is given must all hold; of a list of values, one. `null` is not asked.',
    fields: (t) => mapped(filters, ({ type, description }) => t.field({ type, description })),
  });
  const orderField = builder.enumType(`${name}OrderField`, {
    description: 'What rows can be ordered by. Equal ones are ordered by their ids, which ascend in both directions.',
    values: mapped(orders, ({ description }) => ({ description })),
  });
  const orderInput = builder.inputType(`${name}Order`, {
    description: 'In which order.',
    fields: (t) => ({
      field: t.field({ type: orderField, required: true, description: 'By what.' }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Which end first.',
      }),
    }),
  });
  return {
    findable: {
      // Each filter gets what its own field of the input has read.
      filters: mapped(filters, ({ filter }) => filter as Filter<Row, unknown>),
      orders: mapped(orders, ({ by }) => by),
    },
    arguments: (t) => findArguments(t, filterInput, orderInput),
  };
}

function findArguments(
  t: ArgBuilder<SchemaTypes>,
  filterInput: InputRef<Readonly<Record<string, unknown>>>,
  orderInput: InputRef<{ readonly field: string; readonly direction: 'ASC' | 'DESC' }>,
) {
  return {
    filterBy: t({
      type: filterInput,
      description: 'Only rows that match. All of the list is read for it: a call of CFW for every 1,024 rows.',
    }),
    orderBy: t({
      type: orderInput,
      description: "Without it: CFW's own order, which filters keep. All of the list is read for it, as for filters.",
    }),
  };
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, from]) => [name, map(from)]));
}
