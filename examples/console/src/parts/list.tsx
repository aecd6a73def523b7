import { type ComponentType, type ReactNode, useCallback, useState, useTransition } from 'react';
import type { GraphQLTaggedNode } from 'react-relay/hooks';
import type { capturesQuery, capturesQuery$variables } from '../__generated__/capturesQuery.graphql.ts';
import type { Place } from '../place.ts';
import { Field, type Labelled, onSubmit } from './form.tsx';
import { Read } from './read.tsx';
import { Table } from './table.tsx';

/** All that one list has of its own. Its documents are like those of captures, whose types stand for all of them. */
export interface ListOf<Row> {
  readonly what: string;
  /** It spreads the fragment `page`, whose only field is a connection that is called `list`. */
  readonly query: GraphQLTaggedNode;
  readonly page: GraphQLTaggedNode;
  /** A subscription whose only field is called `changes`. */
  readonly changes: GraphQLTaggedNode;
  /** Fields and directions to order by, such as `NAME DESC`, by their names for people. */
  readonly orders: Readonly<Record<string, string>>;
  /** What is shown of a row, by the heads of the columns; the first names the row. */
  readonly columns: Readonly<Record<string, (row: Row) => ReactNode>>;
  readonly filters: (place: Place) => readonly Labelled[];
  /** What else can be done with the list. */
  readonly Tools: ComponentType<Shown>;
}

/** A list on screen. */
export interface Shown {
  readonly of: ListOf<never>;
  readonly place: Place;
  /** Nothing: all of it, in CFW's own order. */
  readonly asked: Pick<capturesQuery$variables, 'filterBy' | 'orderBy'>;
  readonly reload: () => void;
  /** How often it was to be read anew. */
  readonly reloads: number;
}

const ORDERS = { 'As Cloud Firewall lists them': '', 'Newest first': 'CREATED_DATE DESC' };

/** A list with its filters. They are read when they are sent, not at every letter: each reads the whole list. */
export function List({ of, place }: Pick<Shown, 'of' | 'place'>) {
  const [asked, setAsked] = useState<Shown['asked']>({});
  const [reloads, setReloads] = useState(0);
  // What is on screen stays there until what was asked for has come.
  const [isPending, begin] = useTransition();
  const reload = useCallback(() => begin(() => setReloads((before) => before + 1)), []);
  const shown: Shown = { of, place, asked, reload, reloads };
  const show = onSubmit<{ readonly order?: string }>(({ order, ...filterBy }) => {
    const [field, direction] = order?.split(' ') ?? [];
    const isFiltered = Object.keys(filterBy).length > 0;
    const orderBy = field ? ({ field, direction } as Shown['asked']['orderBy']) : null;
    begin(() => setAsked({ filterBy: isFiltered ? filterBy : null, orderBy }));
  });
  return (
    <>
      <search>
        <form className="row" onSubmit={show}>
          {of.filters(place).map((field) => (
            <Field key={field.name} type="search" {...field} />
          ))}
          <Field name="order" label="Order" of={{ ...ORDERS, ...of.orders }} />
          <button type="submit">Show</button>
        </form>
      </search>
      <of.Tools {...shown} />
      <div aria-busy={isPending}>
        <Read<capturesQuery> what={of.what} query={of.query} variables={{ ...place, ...asked }} reloads={reloads}>
          {(page) => <Table {...shown} page={page} />}
        </Read>
      </div>
    </>
  );
}
