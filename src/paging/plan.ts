import { MAX_ROWS_PER_CALL, type Span, union } from './span.ts';

/** One list call: what goes on the wire as `offset` and `limit`. */
export interface PlannedPage {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The fewest list calls that bring every row of `spans`, and of those plans one that reads the fewest rows.
 *
 * Overlapping and adjacent spans merge. A gap between two spans is read along only where that saves a call. A span
 * longer than a call may bring is cut. Every limit is between 1 and 1024.
 */
export function planPages(spans: readonly Span[]): PlannedPage[] {
  const wanted = union(spans);
  if (wanted.length === 1) return cut(wanted[0]!);
  const best = new Map<number, Plan>();

  // The cheapest plan for everything from row `from` on, `from` being inside span `index`.
  const cheapest = (index: number, from: number): Plan => {
    const known = best.get(from);
    if (known !== undefined) return known;
    const reach = from + MAX_ROWS_PER_CALL;
    let plan: Plan | undefined;
    const consider = (end: number, rest: Plan) => {
      const candidate = { calls: rest.calls + 1, rows: rest.rows + end - from, end, rest };
      if (
        plan === undefined ||
        candidate.calls < plan.calls ||
        (candidate.calls === plan.calls && candidate.rows < plan.rows)
      ) {
        plan = candidate;
      }
    };
    // A page ends where some span ends, or inside the span in which it is full.
    for (let next = index; next < wanted.length && wanted[next]!.start < reach; next++) {
      const { end } = wanted[next]!;
      if (end > reach) consider(reach, cheapest(next, reach));
      else consider(end, next + 1 < wanted.length ? cheapest(next + 1, wanted[next + 1]!.start) : NOTHING);
    }
    best.set(from, plan!);
    return plan!;
  };

  const pages: PlannedPage[] = [];
  let from = wanted[0]?.start ?? 0;
  for (let plan = wanted.length === 0 ? NOTHING : cheapest(0, from); plan !== NOTHING; plan = plan.rest) {
    pages.push({ offset: from, limit: plan.end - from });
    from = wanted.find(({ end }) => end > plan.end)?.start ?? plan.end;
    from = Math.max(from, plan.end);
  }
  return pages;
}

interface Plan {
  readonly calls: number;
  readonly rows: number;
  /** Where the first page of the plan ends. */
  readonly end: number;
  readonly rest: Plan;
}

const NOTHING: Plan = {
  calls: 0,
  rows: 0,
  end: 0,
  get rest() {
    return NOTHING;
  },
};

function cut({ start, end }: Span): PlannedPage[] {
  const pages: PlannedPage[] = [];
  for (let offset = start; offset < end; offset += MAX_ROWS_PER_CALL) {
    pages.push({ offset, limit: Math.min(MAX_ROWS_PER_CALL, end - offset) });
  }
  return pages;
}
