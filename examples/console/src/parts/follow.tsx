import { useEffect, useEffectEvent, useState } from 'react';
import { type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay/hooks';
import { type OperationType, requestSubscription } from 'relay-runtime';

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

interface Followed<Op extends Following> {
  readonly subscription: GraphQLTaggedNode;
  readonly variables: Omit<Op['variables'], 'since' | 'added' | 'removed'>;
  /** The id of the connection on screen in the store. */
  readonly connection: string;
  /** Whether it is all of the list, in its own order: only then is the place of a new row known. */
  readonly isWhole: boolean;
  /** Reads the list anew. */
  readonly reload: () => void;
}

const BREAK_MS = 2_000;
const TOLD = { begins: 'connecting …', runs: '', broken: 'the stream broke off, it comes back' };

/** The switch that keeps a list live: rows that change or go do so by themselves, new ones come at the top. */
export function Follow<Op extends Following>(followed: Followed<Op>) {
  const [isOn, setOn] = useState(() => localStorage.getItem('live') !== 'off');
  const turn = () => {
    localStorage.setItem('live', isOn ? 'off' : 'on');
    setOn(!isOn);
  };
  return (
    <span className="row">
      <label className="live">
        <input type="checkbox" role="switch" checked={isOn} aria-checked={isOn} onChange={turn} /> Live
      </label>
      {isOn && <Stream {...followed} />}
    </span>
  );
}

function Stream<Op extends Following>({ subscription, variables, connection, isWhole, reload }: Followed<Op>) {
  const environment = useRelayEnvironment();
  const [seen] = useState<{ version: string | null }>({ version: null });
  const [breaks, setBreaks] = useState(0);
  const [state, setState] = useState<'begins' | 'runs' | 'broken' | 'stale'>('begins');
  const take = useEffectEvent(({ added, changed, version, reset }: Following['response']['changes']) => {
    // At first, what was read before the stream began may be older than what it tells of.
    if (reset && seen.version === null) reload();
    seen.version = version;
    const isStale = (reset && breaks > 0) || (!isWhole && added.length + changed.length > 0);
    setState((before) => (isStale || before === 'stale' ? 'stale' : 'runs'));
  });
  const asked = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a break makes it begin again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const comeBack = () => {
      setState('broken');
      timer = setTimeout(() => setBreaks((count) => count + 1), BREAK_MS);
    };
    const stream = requestSubscription<Op>(environment, {
      subscription,
      variables: {
        ...JSON.parse(asked),
        since: seen.version,
        added: isWhole ? [connection] : [],
        removed: [connection],
      },
      updater: (store, data) => {
        const total = data?.changes.totalCount;
        if (isWhole && total !== undefined) store.get(connection)?.setValue(total, 'totalCount');
      },
      onNext: (data) => data && take(data.changes),
      onError: comeBack,
      onCompleted: comeBack,
    });
    return () => {
      clearTimeout(timer);
      stream.dispose();
    };
  }, [environment, subscription, asked, connection, isWhole, breaks]);
  if (state === 'stale') {
    const renew = () => {
      setState('runs');
      reload();
    };
    return (
      <button type="button" onClick={renew}>
        The list has changed: show it anew
      </button>
    );
  }
  return <span className="faint">{TOLD[state]}</span>;
}
