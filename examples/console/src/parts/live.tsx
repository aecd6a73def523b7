import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay/hooks';
import { type OperationType, requestSubscription, type Variables } from 'relay-runtime';
import { stream } from '../gateway/environment.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Notice } from './notice.tsx';

/** A subscription of the graph whose only field is called `changes` and selects these. */
interface Following extends OperationType {
  readonly response: {
    readonly changes: {
      readonly added: readonly unknown[];
      readonly changed: readonly unknown[];
      readonly totalCount: number;
      readonly version: string;
      readonly reset: boolean;
    };
  };
}

interface Followed {
  readonly changes: GraphQLTaggedNode;
  readonly variables: Variables;
  /** The id of the connection on screen in the store. */
  readonly connection: string;
  /** What is asked of the list: only of all of it, in its own order, is the place of a new row known. */
  readonly asked: { readonly filterBy?: object | null; readonly orderBy?: object | null };
  readonly reload: () => void;
}

/** The switch that keeps a list live: rows that change or go do so by themselves, new ones come at the top. */
export function Live(followed: Followed) {
  const [isOn, setOn] = useState(() => localStorage.getItem('live') !== 'off');
  useEffect(() => localStorage.setItem('live', isOn ? 'on' : 'off'), [isOn]);
  return (
    <>
      {isOn && <Stream {...followed} />}
      <label>
        <input type="checkbox" checked={isOn} onChange={() => setOn(!isOn)} /> Live
      </label>
    </>
  );
}

function Stream({ changes, variables, connection, asked, reload }: Followed) {
  const environment = useRelayEnvironment();
  const since = useRef<string | null>(null);
  const [isStale, setStale] = useState(false);
  const [error, setError] = useState<GatewayError | null>(null);
  const state = stream.use();
  const isWhole = !asked.filterBy && !asked.orderBy;
  const take = useEffectEvent(({ added, changed, version, reset }: Following['response']['changes']) => {
    since.current = version;
    // What was read before the stream began, or before what it cannot tell any more, may be older than what follows.
    if (reset) reload();
    else if (!isWhole && added.length + changed.length > 0) setStale(true);
  });
  const which = JSON.stringify(variables);
  useEffect(() => {
    if (error) return;
    const { dispose } = requestSubscription<Following>(environment, {
      subscription: changes,
      variables: { ...JSON.parse(which), since: since.current, added: isWhole ? [connection] : [] },
      updater: (store, data) => {
        if (data && isWhole) store.get(connection)?.setValue(data.changes.totalCount, 'totalCount');
      },
      onNext: (data) => data && take(data.changes),
      onError: (thrown) => setError(GatewayError.of(thrown)),
    });
    return dispose;
  }, [environment, changes, which, connection, isWhole, error]);
  // Who is not signed in any more is asked to, once for all parts of the page.
  if (error?.code === 'UNAUTHENTICATED') throw error;
  if (error) return <Notice error={error} again={() => setError(null)} />;
  if (!isStale) return <small>{state}</small>;
  const renew = () => {
    setStale(false);
    reload();
  };
  return (
    <button type="button" onClick={renew}>
      The list has changed: show it anew
    </button>
  );
}
