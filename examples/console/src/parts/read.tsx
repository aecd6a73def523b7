import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ErrorBoundary, type ErrorBoundaryProps, type FallbackProps } from 'react-error-boundary';
import { type GraphQLTaggedNode, useLazyLoadQuery } from 'react-relay/hooks';
import type { OperationType } from 'relay-runtime';
import { session, signIn } from '../gateway/environment.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Field } from './form.tsx';

interface Reading<Query extends OperationType> {
  /** What is read, such as `captures`. */
  readonly what: string;
  readonly query: GraphQLTaggedNode;
  readonly variables: Query['variables'];
  /** How often it was to be read anew. */
  readonly reloads?: number;
  readonly children: (answer: Query['response']) => ReactNode;
}

/** What comes of a query. Trying again is reading anew, and that asks the gateway. */
export function Read<Query extends OperationType>({ reloads = 0, ...reading }: Reading<Query>) {
  const [tries, setTries] = useState(0);
  return (
    <Boundary what={reading.what} resetKeys={[JSON.stringify(reading.variables)]} onReset={() => setTries(tries + 1)}>
      <Answer {...reading} reloads={reloads + tries} />
    </Boundary>
  );
}

function Answer<Query extends OperationType>({ query, variables, reloads, children }: Reading<Query>) {
  const fetchPolicy = reloads === 0 ? 'store-or-network' : 'network-only';
  return children(
    useLazyLoadQuery<Query>(query, variables, { fetchPolicy, fetchKey: `${session.signIns}/${reloads}` }),
  );
}

interface Bounded extends Pick<ErrorBoundaryProps, 'children' | 'onReset' | 'resetKeys'> {
  readonly what: string;
  /** The outermost asks who is not signed in to do so, once for all parts. */
  readonly isOutermost?: boolean;
}

/** A part of the page that waits by itself, and fails by itself. */
export function Boundary({ what, isOutermost, children, ...resetting }: Bounded) {
  const notice = ({ error: thrown, resetErrorBoundary }: FallbackProps) => {
    const error = GatewayError.of(thrown);
    if (error.code === 'UNAUTHENTICATED' && !isOutermost) throw error;
    return <Notice error={error} again={resetErrorBoundary} />;
  };
  return (
    <ErrorBoundary fallbackRender={notice} {...resetting}>
      <Suspense fallback={<Waiting what={what} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Waiting({ what }: { readonly what: string }) {
  const [state, setState] = useState('Reading');
  useEffect(() => {
    const timer = setTimeout(setState, 3_000, 'Cloud Firewall is slow to answer. Still reading');
    return () => clearTimeout(timer);
  }, []);
  return <p role="status">{`${state} ${what} …`}</p>;
}

/** Says what went wrong and what to do; tries again by itself where waiting is all there is to do. */
export function Notice({ error, again }: { readonly error: GatewayError; readonly again: () => void }) {
  const send = (form: FormData) => {
    signIn(String(form.get('token')).trim());
    again();
  };
  return (
    <article className="notice">
      <div role="alert">
        <h2>{error.title}</h2>
        <p>{error.message}</p>
      </div>
      {error.code === 'UNAUTHENTICATED' && (
        <form action={send}>
          <Field name="token" label="IAM token (X-Auth-Token)" type="password" autoComplete="off" required />
          <button type="submit">Sign in</button> <small>It is kept in this page alone, until it is closed.</small>
        </form>
      )}
      {error.again !== false && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
      {typeof error.again === 'number' && <Countdown seconds={error.again} over={again} />}
      {error.requestId && <small>Request {error.requestId}</small>}
    </article>
  );
}

function Countdown({ seconds, over }: { readonly seconds: number; readonly over: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : over()), 1_000);
    return () => clearTimeout(timer);
  });
  return <p>by itself in {left} s</p>;
}
