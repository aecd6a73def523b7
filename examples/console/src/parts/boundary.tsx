import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { session } from '../gateway/environment.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Notice } from './notice.tsx';

/** How to read with `useLazyLoadQuery`: trying again asks the gateway again. */
export interface Reading {
  readonly fetchKey: string;
  readonly fetchPolicy: 'store-or-network' | 'network-only';
}

interface Shown {
  /** What is being read, such as `captures`. */
  readonly what: string;
  /** What was asked for: when it changes, an error of before is forgotten. */
  readonly asked?: string;
  /** How often it is to be read anew. */
  readonly reloads?: number;
  /** The outermost asks who is not signed in to do so, once for all parts. */
  readonly isOutermost?: boolean;
  readonly children: (reading: Reading) => ReactNode;
}

/** A part of the page that comes by itself: it waits by itself, and fails by itself. */
export function Boundary({ what, asked, reloads = 0, isOutermost, children }: Shown) {
  const [turn, setTurn] = useState(0);
  const notice = ({ error: thrown, resetErrorBoundary }: { error: unknown; resetErrorBoundary: () => void }) => {
    const error = GatewayError.of(thrown);
    if (error.code === 'UNAUTHENTICATED' && !isOutermost) throw error;
    return <Notice error={error} again={resetErrorBoundary} />;
  };
  const fetchPolicy = turn + reloads === 0 ? 'store-or-network' : 'network-only';
  return (
    <ErrorBoundary fallbackRender={notice} onReset={() => setTurn(turn + 1)} resetKeys={[asked]}>
      <Suspense fallback={<Waiting what={what} />}>
        {children({ fetchKey: `${session.signIns}/${turn}/${reloads}`, fetchPolicy })}
      </Suspense>
    </ErrorBoundary>
  );
}

const SLOW_MS = 3_000;

function Waiting({ what }: { readonly what: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status">{isSlow ? `Cloud Firewall is slow to answer. Still reading ${what} …` : `Reading ${what} …`}</p>
  );
}
