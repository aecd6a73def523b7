import { type ReactNode, useState, useTransition } from 'react';
import type { GraphQLTaggedNode } from 'react-relay/hooks';
import type { OperationType } from 'relay-runtime';
import { Boundary } from './boundary.tsx';
import { onSubmit, type Texts } from './form.tsx';
import { type Columns, Table } from './table.tsx';

/** What can be asked of a list; nothing: all of it, in CFW's own order. */
export type Asked<Query extends OperationType> = Pick<Query['variables'], 'filterBy' | 'orderBy'>;

export interface ListOf<Query extends OperationType, Row> {
  readonly what: string;
  /** It spreads the fragment `page`, whose only field is the connection, called `list`. */
  readonly query: GraphQLTaggedNode;
  readonly page: GraphQLTaggedNode;
  readonly changes: GraphQLTaggedNode;
  readonly variables: Omit<Query['variables'], 'filterBy' | 'orderBy'>;
  readonly columns: Columns<Row>;
}

interface Shown<Query extends OperationType, Row> extends ListOf<Query, Row> {
  /** The fields that are filtered and sorted by, and what their texts come to. */
  readonly fields: ReactNode;
  readonly askedOf: (text: Texts) => Asked<Query>;
  /** What else can be done with the list; `reloads` counts how often it was to be read anew. */
  readonly children: (reload: () => void, reloads: number) => ReactNode;
}

/** A list with its filters. They are read when they are sent, not at every letter: each is a reading of the whole list. */
export function List<Query extends OperationType, Row>({ fields, askedOf, children, ...list }: Shown<Query, Row>) {
  const [asked, setAsked] = useState(() => askedOf(() => ''));
  const [reloads, setReloads] = useState(0);
  // What is on screen stays there until what was asked for has come.
  const [isPending, begin] = useTransition();
  const reload = () => begin(() => setReloads(reloads + 1));
  return (
    <>
      <search>
        <form className="row" onSubmit={onSubmit((text) => begin(() => setAsked(askedOf(text))))}>
          {fields}
          <button type="submit">Show</button>
        </form>
      </search>
      {children(reload, reloads)}
      <div aria-busy={isPending}>
        <Boundary what={list.what} asked={JSON.stringify(asked)} reloads={reloads}>
          {(reading) => <Table list={list} asked={asked} reading={reading} reload={reload} />}
        </Boundary>
      </div>
    </>
  );
}
