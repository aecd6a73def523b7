import { firstSpans } from '../src/paging/first-spans.ts';
import { planPages } from '../src/paging/plan.ts';
import { cursorAt } from '../src/paging/row-cursors.ts';
import { Snapshot } from '../src/paging/snapshot/snapshot.ts';
import { progress } from '../src/paging/window.ts';
import { parseWindow } from '../src/paging/window-arguments.ts';

/** Rounds, and requests in each of them. The median round counts. */
const ROUNDS = 21;
const REQUESTS = 2_000;
const TOTAL = 20_000;
const SIZE = 50;

/**
 * The CPU that planning takes of a request for 50 rows after a cursor, in milliseconds: reading the arguments and the
 * cursor, the calls to make, finding the cursor's row in the reply, and the window that is cut from it.
 */
export function planningMs(): number {
  const list = Buffer.from('digest');
  const rows = Array.from({ length: TOTAL }, (_, position) => ({ id: `00000000-0000-4000-a000-${position}` }));
  const empty = Snapshot.empty(({ id }: { id: string }) => id);
  const known = empty.with({ offset: 0, total: TOTAL, rows });
  const cursors = Array.from({ length: REQUESTS }, (_, request) => cursorAt(list, known, request * 9));
  const replies = cursors.map((_, request) => rows.slice(Math.max(0, request * 9 - 4), request * 9 + 55));

  const times = Array.from({ length: ROUNDS }, () => {
    const since = performance.now();
    for (let request = 0; request < REQUESTS; request++) {
      const window = parseWindow({ first: SIZE, after: cursors[request]! }, list, 4096);
      const page = planPages(firstSpans(window, null))[0]!;
      const reply = empty.with({ offset: page.offset, total: TOTAL, rows: replies[request]! });
      if (!('window' in progress(window, reply, true))) throw new Error('one reply must do');
    }
    return (performance.now() - since) / REQUESTS;
  });
  return times.sort((one, other) => one - other)[ROUNDS >> 1]!;
}
