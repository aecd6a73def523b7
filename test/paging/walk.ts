import type { MovingList, Row, Seen } from './moving-list.ts';

export type Direction = 'forward' | 'backward';
export const DIRECTIONS: readonly Direction[] = ['forward', 'backward'];

/** What a walk over a moving list came upon. */
export interface Walk {
  readonly pages: readonly Seen[];
  /** In the order of the list, whichever way the walk went. */
  readonly rows: readonly Row[];
  /** Pages that said NONE although the row of their cursor stood elsewhere by then. */
  readonly silent: number;
}

/** Walks a list page by page, each page a request of its own; `move` is called between any two. */
export async function walk(
  list: MovingList,
  size: number,
  direction: Direction,
  move: (page: Seen) => void,
): Promise<Walk> {
  const forward = direction === 'forward';
  const pages: Seen[] = [];
  let silent = 0;
  let page = await list.page(forward ? { first: size } : { last: size });
  for (;;) {
    pages.push(page);
    list.rememberedTotal = page.window.total;
    const { hasNextPage, hasPreviousPage, start, end } = page.window;
    if (!(forward ? hasNextPage : hasPreviousPage)) break;
    const stood = forward ? end - 1 : start;
    const row = list.rows[stood];
    const cursor = page.cursor(forward ? -1 : 0);
    move(page);
    page = await list.page(forward ? { first: size, after: cursor } : { last: size, before: cursor });
    if (page.window.drift === 'NONE' && list.rows[stood] !== row) silent++;
  }
  const inOrder = forward ? pages : pages.toReversed();
  return { pages, rows: inOrder.flatMap(({ rows }) => rows), silent };
}

/** Rows that stood in the list all along and that a walk did not see, saw twice, or saw out of order. */
export function mistakes(before: readonly Row[], after: readonly Row[], seen: readonly Row[]) {
  const started = new Set(before);
  const ended = new Set(after);
  const survivors = before.filter((row) => ended.has(row));
  const met = seen.filter((row) => started.has(row) && ended.has(row));
  const distinct = new Set(met);
  return {
    lost: survivors.filter((row) => !distinct.has(row)).length,
    repeated: seen.length - new Set(seen).size,
    misplaced: [...distinct].filter((row, index) => row !== survivors[index]).length,
  };
}

/** How many calls a page takes beyond those that its rows and the row of its cursor fill. */
export function extraCalls({ calls, window }: Seen): number {
  return calls.length - Math.ceil((window.end - window.start + 1) / 1024);
}
