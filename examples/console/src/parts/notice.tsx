import { useEffect, useState } from 'react';
import { signIn } from '../gateway/environment.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { Field, onSubmit } from './form.tsx';

/** Says what went wrong and what to do; tries again by itself where waiting is all there is to do. */
export function Notice({ error, again }: { readonly error: GatewayError; readonly again: () => void }) {
  return (
    <article className="notice">
      <div role="alert">
        <h2>{error.title}</h2>
        <p>{error.message}</p>
      </div>
      {error.code === 'UNAUTHENTICATED' && <SignIn done={again} />}
      {error.again !== false && (
        <p className="row">
          <button type="button" onClick={again}>
            Try again
          </button>
          {typeof error.again === 'number' && <Countdown seconds={error.again} over={again} />}
        </p>
      )}
      {error.requestId && <small>Request {error.requestId}</small>}
    </article>
  );
}

function SignIn({ done }: { readonly done: () => void }) {
  const send = onSubmit((text) => {
    signIn(text('token'));
    done();
  });
  return (
    <form onSubmit={send}>
      <Field name="token" label="IAM token (X-Auth-Token)" type="password" autoComplete="off" required />
      <button type="submit">Sign in</button> <small>It is kept in this page alone, until it is closed.</small>
    </form>
  );
}

function Countdown({ seconds, over }: { readonly seconds: number; readonly over: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : over()), 1_000);
    return () => clearTimeout(timer);
  });
  return <small>by itself in {left} s</small>;
}
