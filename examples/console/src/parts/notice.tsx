import { useEffect, useState } from 'react';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { wordsOf } from '../gateway/words.ts';

/** Says what went wrong and what to do; tries again by itself where waiting is all there is to do. */
export function Notice({ error, again }: { readonly error: GatewayError; readonly again: () => void }) {
  const words = wordsOf(error);
  return (
    <section className="notice">
      <div role="alert">
        <h2>{words.title}</h2>
        <p>{words.advice}</p>
      </div>
      {words.again !== false && (
        <p className="row">
          <button type="button" onClick={again}>
            Try again
          </button>
          {typeof words.again === 'number' && <Countdown seconds={words.again} over={again} />}
        </p>
      )}
      {error.requestId !== null && <p className="faint">Request {error.requestId}</p>}
    </section>
  );
}

function Countdown({ seconds, over }: { readonly seconds: number; readonly over: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : over()), 1_000);
    return () => clearTimeout(timer);
  });
  return <span className="faint">by itself in {left} s</span>;
}
