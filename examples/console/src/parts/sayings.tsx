import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { GatewayError } from '../gateway/gateway-error.ts';
import { wordsOf } from '../gateway/words.ts';

type Tone = 'good' | 'pending' | 'doubt' | 'bad';
type Say = (tone: Tone, text: string) => void;

const SHOWN = 4;
const SayContext = createContext<Say>(() => {});

/** Where the page tells what became of what a person did. It stays until it is put away: nobody has to read in a hurry. */
export function Sayings({ children }: { readonly children: ReactNode }) {
  const [sayings, setSayings] = useState<
    readonly { readonly at: number; readonly tone: Tone; readonly text: string }[]
  >([]);
  const say = useCallback<Say>(
    (tone, text) => setSayings((said) => [{ at: performance.now(), tone, text }, ...said].slice(0, SHOWN)),
    [],
  );
  return (
    <SayContext value={say}>
      {children}
      <div className="sayings" role="status">
        {sayings.map(({ at, tone, text }) => (
          <p key={at} className={`saying ${tone}`}>
            {text}
            <button
              type="button"
              className="quiet"
              aria-label="Put this message away"
              onClick={() => setSayings((said) => said.filter((one) => one.at !== at))}
            >
              ✕
            </button>
          </p>
        ))}
      </div>
    </SayContext>
  );
}

export const useSay = () => useContext(SayContext);

/** Tells what became of a write: of one that may or may not have happened, that nobody knows. */
export function sayOutcome(say: Say, outcome: 'DONE' | 'PENDING' | 'UNKNOWN' | undefined, what: string): void {
  if (outcome === 'DONE') say('good', `Done: ${what}.`);
  else if (outcome === 'PENDING') say('pending', `Cloud Firewall has taken it and is not through yet: ${what}.`);
  else say('doubt', `Nobody knows yet: ${what}. ${LOST}`);
}

export const LOST =
  'The answer of Cloud Firewall was lost, and its list does not tell. It may still happen: look at the list before you do it again.';

export function sayError(say: Say, thrown: Error, what: string): void {
  const { title, advice } = wordsOf(GatewayError.of(thrown));
  say('bad', `Not done: ${what}. ${title}. ${advice}`);
}

/** What became of one item of a write, as the graph tells it. */
interface Item {
  readonly outcome: 'CREATED' | 'EXISTS' | 'DELETED' | 'ABSENT' | 'PENDING' | 'FAILED' | 'UNKNOWN';
  readonly message?: string | null | undefined;
}

export function sayItem(say: Say, { outcome, message }: Item, what: string): void {
  if (outcome === 'FAILED') say('bad', `Not done: ${what}. ${message ?? 'Cloud Firewall gives no reason.'}`);
  else sayOutcome(say, outcome === 'PENDING' || outcome === 'UNKNOWN' ? outcome : 'DONE', what);
}
