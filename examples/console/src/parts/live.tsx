import { useEffect, useMemo, useRef, useState } from 'react';
import { useErrorBoundary } from 'react-error-boundary';
import { useSubscription } from 'react-relay/hooks';
import type { GraphQLSubscriptionConfig } from 'relay-runtime';
import type { capturesSubscription } from '../__generated__/capturesSubscription.graphql.ts';
import { stream } from '../gateway/environment.ts';
import type { Shown } from './list.tsx';
import { Boundary } from './read.tsx';

/** The switch that keeps a list live: rows that change or go do so by themselves, new ones come at the top. */
export function Live(followed: Shown & { readonly connectionId: string }) {
  const [isOn, setOn] = useState(localStorage.getItem('live') !== 'off');
  useEffect(() => localStorage.setItem('live', isOn ? 'on' : 'off'), [isOn]);
  return (
    <>
      <Boundary what="changes" resetKeys={[isOn]}>
        {isOn && <Stream {...followed} />}
      </Boundary>
      <label>
        <input type="checkbox" checked={isOn} onChange={() => setOn(!isOn)} /> Live
      </label>
    </>
  );
}

function Stream({ of, place, connectionId, asked, reload }: Shown & { readonly connectionId: string }) {
  const since = useRef<string | null>(null);
  const [isStale, setStale] = useState(false);
  const { showBoundary: onError } = useErrorBoundary();
  const state = stream.use();
  // Only of all of it, in its own order, is the place of a new row known.
  const isWhole = !asked.filterBy && !asked.orderBy;
  const following = useMemo<GraphQLSubscriptionConfig<capturesSubscription>>(
    () => ({
      subscription: of.changes,
      variables: { ...place, since: since.current, added: isWhole ? [connectionId] : [] },
      updater: (store, data) => {
        if (isWhole) store.get(connectionId)?.setValue(data?.changes.totalCount, 'totalCount');
      },
      onNext: (data) => {
        const { added, changed, version, reset } = data!.changes;
        since.current = version;
        // What was read before the stream began, or what it cannot tell any more, may be older than what follows.
        if (reset) reload();
        else if (!isWhole && added.length + changed.length > 0) setStale(true);
      },
      onError,
    }),
    [of, place, connectionId, isWhole, reload, onError],
  );
  useSubscription(following);
  const renew = () => {
    setStale(false);
    reload();
  };
  if (!isStale) return <small>{state}</small>;
  return (
    <button type="button" onClick={renew}>
      The list has changed: show it anew
    </button>
  );
}
