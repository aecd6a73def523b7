import { memo, useState } from 'react';
import { type LoadMoreFn, usePaginationFragment } from 'react-relay/hooks';
import type { captures_query$key } from '../__generated__/captures_query.graphql.ts';
import type { capturesQuery } from '../__generated__/capturesQuery.graphql.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import type { ListOf, Shown } from './list.tsx';
import { Live } from './live.tsx';
import { Notice } from './read.tsx';

/** A table of a list. It is live, and reads on when its end comes near the screen. */
export function Table({ page, ...shown }: Shown & { readonly page: captures_query$key }) {
  const { what, columns, page: fragment } = shown.of;
  const paging = usePaginationFragment<capturesQuery, captures_query$key>(fragment, page);
  const { __id, totalCount, edges } = paging.data.list;
  const rows = edges.flatMap(({ node }) => node ?? []);
  return (
    <>
      <div className="row">
        <p role="status">{`${rows.length.toLocaleString('en')} of ${totalCount.toLocaleString('en')} ${what}`}</p>
        <Live {...shown} connectionId={__id} />
      </div>
      <table aria-label={what} aria-rowcount={totalCount + 1}>
        <thead>
          <tr>
            {Object.keys(columns).map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} aria-rowindex={at + 2} data-id={row.id}>
              <Cells of={shown.of} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
      {paging.hasNext && <More isLoading={paging.isLoadingNext} loadNext={paging.loadNext} />}
    </>
  );
}

/** Memoised: a further page renders its own rows only, and Relay keeps the object of a row that has not changed. */
const Cells = memo(function Cells({ of, row }: { readonly of: ListOf<never>; readonly row: object }) {
  return Object.entries(of.columns).map(([head, cell], column) => {
    const Cell = column === 0 ? 'th' : 'td';
    return (
      <Cell key={head} data-head={head}>
        {cell(row as never) ?? '–'}
      </Cell>
    );
  });
});

function More({ isLoading, loadNext }: { readonly isLoading: boolean; readonly loadNext: LoadMoreFn<capturesQuery> }) {
  const [error, setError] = useState<Error | null>(null);
  const readOn = () => loadNext(100, { onComplete: setError });
  // An observer tells at once what it sees, and each page has a new one: an end that is still near reads on.
  const watch = (button: HTMLButtonElement) => {
    const observer = new IntersectionObserver(([end]) => end?.isIntersecting && readOn(), { rootMargin: '800px' });
    observer.observe(button);
    return () => observer.disconnect();
  };
  if (error) return <Notice error={GatewayError.of(error)} again={() => setError(null)} />;
  return (
    <button type="button" ref={isLoading ? undefined : watch} disabled={isLoading} onClick={readOn}>
      {isLoading ? 'Reading more …' : 'Show more'}
    </button>
  );
}
