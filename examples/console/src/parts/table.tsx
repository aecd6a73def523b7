import { memo, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import type { FragmentType, OperationType } from 'relay-runtime';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { Reading } from './boundary.tsx';
import type { Asked, ListOf } from './list.tsx';
import { Live } from './live.tsx';
import { Notice } from './notice.tsx';

/** What is shown of a row, by the heads of the columns; the first names the row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => ReactNode>>;

/** A connection that can be paged, and that is called `list`. */
interface Page<Row> {
  readonly ' $fragmentSpreads': FragmentType;
  readonly ' $data'?: {
    readonly list?: {
      readonly __id: string;
      readonly totalCount: number;
      readonly edges: readonly { readonly node?: (Row & { readonly id: string }) | null }[];
    } | null;
  };
}

interface Shown<Query extends OperationType, Row> {
  readonly list: ListOf<Query, Row>;
  readonly asked: Asked<Query>;
  readonly reading: Reading;
  readonly reload: () => void;
}

/** A table of a list. It is live, and reads on when its end comes near the screen. */
export function Table<Query extends OperationType, Row>({ list, asked, reading, reload }: Shown<Query, Row>) {
  const { what, columns, variables } = list;
  const query = useLazyLoadQuery<Query>(list.query, { ...variables, ...asked }, reading) as Page<Row>;
  const { data, hasNext, ...page } = usePaginationFragment<OperationType, Page<Row>>(list.page, query);
  // What the time to the first rows is measured by.
  useEffect(() => {
    performance.mark('first-rows');
  }, []);
  if (!data.list) return null;
  const { __id, totalCount, edges } = data.list;
  const rows = edges.flatMap(({ node }) => node ?? []);
  return (
    <>
      <div className="row">
        <p role="status">{`${rows.length.toLocaleString('en')} of ${totalCount.toLocaleString('en')} ${what}`}</p>
        <Live changes={list.changes} variables={variables} connection={__id} asked={asked} reload={reload} />
      </div>
      <table aria-label={what} aria-rowcount={totalCount + 1}>
        <thead>
          <tr>
            {Object.keys(columns).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <TableRow key={row.id} columns={columns as Columns<unknown>} row={row} at={at} />
          ))}
        </tbody>
      </table>
      {hasNext && <More {...page} />}
    </>
  );
}

interface ShownRow {
  readonly columns: Columns<unknown>;
  readonly row: { readonly id: string };
  readonly at: number;
}

/** Memoised: a further page renders its own rows only, and Relay keeps the object of a row that has not changed. */
const TableRow = memo(function TableRow({ columns, row, at }: ShownRow) {
  return (
    <tr aria-rowindex={at + 2} data-id={row.id}>
      {Object.entries(columns).map(([head, cell], column) => {
        const Cell = column === 0 ? 'th' : 'td';
        return (
          <Cell key={head} scope={column === 0 ? 'row' : undefined} data-head={head}>
            {cell(row)}
          </Cell>
        );
      })}
    </tr>
  );
});

const PAGE = 100;
/** How far before its end a list asks for more. */
const AHEAD = '800px';

interface Further {
  readonly isLoadingNext: boolean;
  readonly loadNext: (count: number, options: { onComplete: (error: Error | null) => void }) => void;
}

function More({ isLoadingNext, loadNext }: Further) {
  const button = useRef<HTMLButtonElement>(null);
  const [error, setError] = useState<Error | null>(null);
  const readOn = () => loadNext(PAGE, { onComplete: setError });
  const onNear = useEffectEvent(readOn);
  const isReady = !isLoadingNext && error === null;
  useEffect(() => {
    if (!isReady || button.current === null) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onNear(), { rootMargin: AHEAD });
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [isReady]);
  if (error) return <Notice error={GatewayError.of(error)} again={() => setError(null)} />;
  return (
    <button type="button" ref={button} disabled={isLoadingNext} onClick={readOn}>
      {isLoadingNext ? 'Reading more …' : 'Show more'}
    </button>
  );
}
