import { MAX_ROWS_PER_CALL, type Span, union } from './snapshot/span.ts';

/** One list call: what goes on the wire as `offset` and `limit`. */
export interface PlannedPage {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The fewest list calls that bring every row of `spans`, and of those plans one that reads the fewest rows.
 *
 * Overlapping and adjacent spans merge. A gap between two spans is read along only where that saves a call. A run that is
 * longer than a call may bring is cut evenly. Every limit is between 1 and 1024.
 */
export function planPages(spans: readonly Span[]): PlannedPage[] {
  const wanted = union(spans);
  const runs = wanted.length < 2 ? wanted : union(bridged(wanted));
  return runs.flatMap(cut);
}

/**
 * Lets pages overlap by one row with the page before them and with what is known, as far as they have room for it. A row
 * that two calls brought shows whether the list stood still between them; an equal total alone does not.
 */
export function seamed(pages: readonly PlannedPage[], isKnown: (offset: number) => boolean): PlannedPage[] {
  return pages.map(({ offset, limit }, index) => {
    const previous = pages[index - 1];
    const adjoins = isKnown(offset - 1) || (previous !== undefined && previous.offset + previous.limit === offset);
    const left = adjoins && limit < MAX_ROWS_PER_CALL ? 1 : 0;
    const right = isKnown(offset + limit) && limit + left < MAX_ROWS_PER_CALL ? 1 : 0;
    return { offset: offset - left, limit: left + limit + right };
  });
}

/** A way to read everything from one row on: the first call ends at `end`, and `rest` reads what is left. */
interface Plan {
  readonly calls: number;
  readonly rows: number;
  readonly end: number;
  readonly rest: Plan | null;
}

/** The calls that read several spans, as spans: a gap is within one where reading it along is cheapest. */
function bridged(wanted: readonly Span[]): Span[] {
  const best = new Map<number, Plan>();

  // The cheapest plan for everything from row `from` on, `from` being inside span `index`.
  const cheapest = (index: number, from: number): Plan => {
    const known = best.get(from);
    if (known !== undefined) return known;
    const reach = from + MAX_ROWS_PER_CALL;
    let plan: Plan | undefined;
    const consider = (end: number, rest: Plan | null) => {
      const calls = 1 + (rest?.calls ?? 0);
      const rows = end - from + (rest?.rows ?? 0);
      const isCheaper = plan === undefined || calls < plan.calls || (calls === plan.calls && rows < plan.rows);
      if (isCheaper) plan = { calls, rows, end, rest };
    };
    // A call ends where some span ends, or inside the span in which it is full.
    for (let next = index; next < wanted.length && wanted[next]!.start < reach; next++) {
      const { end } = wanted[next]!;
      const following = wanted[next + 1];
      if (end > reach) consider(reach, cheapest(next, reach));
      else consider(end, following === undefined ? null : cheapest(next + 1, following.start));
    }
    best.set(from, plan!);
    return plan!;
  };

  const calls: Span[] = [];
  let start = wanted[0]!.start;
  for (let plan: Plan | null = cheapest(0, start); plan !== null; plan = plan.rest) {
    const { end } = plan;
    calls.push({ start, end });
    start = Math.max(end, wanted.find((span) => span.end > end)?.start ?? end);
  }
  return calls;
}

/** Even pages leave room for a seam, and take the same time. */
function cut({ start, end }: Span): PlannedPage[] {
  if (end - start <= MAX_ROWS_PER_CALL) return [{ offset: start, limit: end - start }];
  const calls = Math.ceil((end - start) / MAX_ROWS_PER_CALL);
  const size = Math.ceil((end - start) / calls);
  return Array.from({ length: calls }, (_, index) => {
    const offset = start + index * size;
    return { offset, limit: Math.min(size, end - offset) };
  });
}
