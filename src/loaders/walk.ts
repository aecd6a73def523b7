import type { PlannedPage } from '../paging/plan.ts';
import type { Snapshot } from '../paging/snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL } from '../paging/snapshot/span.ts';

/** A walk for records fills up the pages that are read anyway. */
export function filledUp(pages: readonly PlannedPage[]): PlannedPage[] {
  return pages.map(({ offset }, index) => {
    const next = pages[index + 1]?.offset ?? Number.POSITIVE_INFINITY;
    return { offset, limit: Math.min(MAX_ROWS_PER_CALL, next - offset) };
  });
}

/** A walk for records that is alone reads the next rows not read yet. */
export function nextOf<Row>(known: Snapshot<Row>): PlannedPage {
  const { start, end } = known.missing({ start: 0, end: known.end })[0]!;
  return { offset: start, limit: Math.min(MAX_ROWS_PER_CALL, end - start) };
}
