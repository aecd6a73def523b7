import { shared } from '../gateway/shared.ts';
import { count } from './texts.ts';

const NOTHING = { calls: 0, saved: 0 };
const bill = shared(NOTHING);

/** Adds what an operation has cost, by the gateway's own account: `extensions.explain` of its answer. */
export function pay({ upstreamCalls, savedCalls }: { upstreamCalls: number; savedCalls: number }): void {
  const { calls, saved } = bill.get();
  bill.set({ calls: calls + upstreamCalls, saved: saved + savedCalls });
}

// Another view begins with nothing; the first one, with what was asked for ahead of it.
addEventListener('hashchange', ({ oldURL }) => oldURL.includes('#') && bill.set(NOTHING));

/** What the view on screen has cost at CFW so far. */
export function Price() {
  const { calls, saved } = bill.use();
  if (calls + saved === 0) return null;
  return <small>{`This view: ${count(calls, 'call')} to CFW, ${saved} saved`}</small>;
}
