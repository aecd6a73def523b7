import type { Window } from './window.ts';

/** One page of a numbered pager. `after` is the offset of the row before the page; null for page 1. */
export interface NumberedPage {
  readonly page: number;
  readonly isCurrent: boolean;
  readonly after: number | null;
}

/** The pages a numbered pager shows. All null and empty when the list or the page size is empty. */
export interface NumberedPages {
  readonly first: NumberedPage | null;
  readonly last: NumberedPage | null;
  readonly previous: NumberedPage | null;
  readonly next: NumberedPage | null;
  readonly around: readonly NumberedPage[];
}

/** How many numbers a pager shows around the current page. */
const AROUND = 5;

/** The numbered pages of `size` rows around a window. Pages are counted from the start of the list. */
export function numberedPages({ start, total }: Pick<Window, 'start' | 'total'>, size: number): NumberedPages {
  const count = size === 0 ? 0 : Math.ceil(total / size);
  if (count === 0) return { first: null, last: null, previous: null, next: null, around: [] };
  const current = Math.min(Math.floor(start / size) + 1, count);
  const numbered = (page: number): NumberedPage => ({
    page,
    isCurrent: page === current,
    after: page === 1 ? null : (page - 1) * size - 1,
  });
  const from = Math.max(1, Math.min(current - Math.floor(AROUND / 2), count - AROUND + 1));
  return {
    first: numbered(1),
    last: numbered(count),
    previous: current > 1 ? numbered(current - 1) : null,
    next: current < count ? numbered(current + 1) : null,
    around: Array.from({ length: Math.min(AROUND, count) }, (_, index) => numbered(from + index)),
  };
}
