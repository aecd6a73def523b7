import { shared } from '../gateway/shared.ts';

const SHOWN = 4;
const said = shared<readonly { readonly at: number; readonly tone: 'good' | 'bad'; readonly text: string }[]>([]);

/** Tells a person what became of what they did. */
export const say = (tone: 'good' | 'bad', text: string) =>
  said.set([{ at: performance.now(), tone, text }, ...said.get()].slice(0, SHOWN));

/** What was told stays until it is put away: nobody has to read in a hurry. */
export function Sayings() {
  return (
    <div role="status">
      {said.use().map(({ at, tone, text }) => (
        <p key={at} className={`saying ${tone}`}>
          {text}
          <button
            type="button"
            aria-label="Put this message away"
            onClick={() => said.set(said.get().filter((one) => one.at !== at))}
          >
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
