import { shared } from '../gateway/shared.ts';

/** What became of what a person did, the newest first, until it is put away: nobody has to read in a hurry. */
const told = shared<readonly { readonly at: number; readonly tone: 'good' | 'bad'; readonly text: string }[]>([]);
export const tell = (tone: 'good' | 'bad', text: string) =>
  told.set([{ at: performance.now(), tone, text }, ...told.get()].slice(0, 4));

/** What the view on screen has cost at CFW so far, by the gateway's account: `extensions.explain` of its answers. */
const bill = shared({ calls: 0, saved: 0 });
export const pay = (calls: number, saved: number) =>
  bill.set({ calls: bill.get().calls + calls, saved: bill.get().saved + saved });

// Another view begins with nothing; the first one, with what was asked for ahead of it.
addEventListener('hashchange', ({ oldURL }) => oldURL.includes('#') && bill.set({ calls: 0, saved: 0 }));

/** What stays in sight whatever is read. */
export function Footer() {
  const { calls, saved } = bill.use();
  const putAway = (at: number) => told.set(told.get().filter((one) => one.at !== at));
  return (
    <footer>
      <div role="status">
        {told.use().map(({ at, tone, text }) => (
          <p key={at} className={tone}>
            {text}
            <button type="button" aria-label="Put this message away" onClick={() => putAway(at)}>
              ✕
            </button>
          </p>
        ))}
      </div>
      {calls + saved > 0 && <small>{`This view: ${calls} call${calls === 1 ? '' : 's'} to CFW, ${saved} saved`}</small>}
    </footer>
  );
}
