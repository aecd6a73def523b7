import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { GatewayError } from '../gateway/gateway-error.ts';
import { Notice } from './notice.tsx';

interface More {
  readonly hasNext: boolean;
  readonly isLoading: boolean;
  readonly load: (done: (error: Error | null) => void) => void;
}

/** How far before its end a list asks for more. */
const AHEAD = '800px';

/** The end of what is shown of a list: reads on when it comes near the screen, or by its button. */
export function MoreRows({ hasNext, isLoading, load }: More) {
  const button = useRef<HTMLButtonElement>(null);
  const [error, setError] = useState<GatewayError | null>(null);
  const readOn = useEffectEvent(() => load((failed) => setError(failed && GatewayError.of(failed))));
  const isReady = hasNext && !isLoading && error === null;
  useEffect(() => {
    if (!isReady || button.current === null) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && readOn(), { rootMargin: AHEAD });
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [isReady]);
  if (error !== null) return <Notice error={error} again={() => setError(null)} />;
  if (!hasNext) return null;
  return (
    <button type="button" className="more" ref={button} disabled={isLoading} onClick={() => readOn()}>
      {isLoading ? 'Reading more …' : 'Show more'}
    </button>
  );
}
