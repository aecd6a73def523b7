import { Random } from '../../paging/random.ts';
import type { ForeignBed } from './foreign-cfw.ts';
import { KINDS, type Kind } from './kinds.ts';
import { askAll, drawQuestion, drawRow, type FoundPage, idsOf, type Question } from './questions.ts';
import { idOf, isFound } from './wire-oracle.ts';

/** More rows than one call brings. */
const LONG = 1900;
const MOST_PAGES = 40;

/** What a walk through a list met, of the rows that stood in it unchanged from its start to its end. */
export interface Walked {
  readonly lost: readonly string[];
  readonly repeated: readonly string[];
  readonly pages: number;
  /** How often the list was changed between two calls of one reading, and how many calls that took at most. */
  readonly midway: number;
  readonly mostCalls: number;
  readonly drifts: readonly string[];
}

/** Rows come, go, change and are put elsewhere; the row of the cursor and its neighbours are often among them. */
function stir(bed: ForeignBed, random: Random, kind: Kind, page: FoundPage | null): void {
  const { rows } = bed;
  const made = () => ({ ...drawRow(random, kind, 0), [kind.id]: `new-${random.below(2 ** 30).toString(16)}` });
  for (let moves = random.below(10); moves > 0; moves--) {
    const at = random.below(rows.length + 1);
    const move = random.below(4);
    if (move === 0) rows.splice(at, 0, made());
    else if (move === 1) rows.splice(at, 1);
    else if (move === 2 && rows[at] !== undefined) rows[at] = { ...made(), [kind.id]: rows[at][kind.id] };
    else if (rows[at] !== undefined) rows.splice(random.below(rows.length), 0, ...rows.splice(at, 1));
  }
  if (page !== null && random.chance(rows.length < 100 ? 0.3 : 0.05)) {
    const ids = new Set(idsOf(kind, page).filter(() => random.chance(0.8)));
    bed.rows = rows.filter((row) => !ids.has(idOf(kind, row)));
  }
  if (random.chance(0.2)) bed.rows.sort(() => random.below(3) - 1);
}

/**
 * Walks through what a question with an order finds in a list that is stirred between any two pages, and in long lists
 * between two calls of a page, too.
 */
export async function randomWalk(bed: ForeignBed, seed: number, direction: 'forward' | 'backward'): Promise<Walked> {
  const random = new Random(seed);
  const kind = KINDS[seed % KINDS.length]!;
  const isLong = random.chance(0.15);
  bed.path = kind.path;
  bed.rows = Array.from({ length: isLong ? LONG : 60 }, (_, at) => drawRow(random, kind, at));
  // Of rows of one id nobody can say which of them stayed.
  const counts = new Map<string | null, number>();
  for (const row of bed.rows) counts.set(idOf(kind, row), (counts.get(idOf(kind, row)) ?? 0) + 1);
  const start = new Set(bed.rows.filter((row) => counts.get(idOf(kind, row)) === 1 && idOf(kind, row) !== null));
  const drawn = drawQuestion(random, kind);
  const field = random.of(Object.keys(kind.orders));
  const question: Question = { ...drawn, orderBy: drawn.orderBy ?? { field } };

  const met = new Map<string, number>();
  const drifts: string[] = [];
  const size = isLong ? 150 + random.below(300) : 1 + random.below(12);
  let [pages, midway, mostCalls] = [0, 0, 0];
  let cursor: string | null = null;
  for (let hasMore = true; hasMore; ) {
    bed.ranges.length = 0;
    bed.beforeCall = (call) => {
      if (call !== 1 || !random.chance(0.5)) return;
      stir(bed, random, kind, null);
      midway++;
    };
    const window = direction === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor };
    const [page] = await askAll(bed, kind, [[question, window]]);
    bed.beforeCall = () => undefined;
    mostCalls = Math.max(mostCalls, bed.ranges.length);
    for (const id of idsOf(kind, page!)) if (id !== null) met.set(id, (met.get(id) ?? 0) + 1);
    drifts.push(page!.drift);
    hasMore = direction === 'forward' ? page!.pageInfo.hasNextPage : page!.pageInfo.hasPreviousPage;
    cursor = page!.edges.at(direction === 'forward' ? -1 : 0)?.cursor ?? cursor;
    if (++pages < MOST_PAGES) stir(bed, random, kind, page!);
  }
  // A row that changed is another object.
  const survivors = bed.rows.filter((row) => start.has(row) && isFound(kind, row, question.filterBy ?? {}));
  const idsOfSurvivors = survivors.map((row) => idOf(kind, row)!);
  return {
    lost: idsOfSurvivors.filter((id) => !met.has(id)),
    repeated: idsOfSurvivors.filter((id) => met.get(id)! > 1),
    pages,
    midway,
    mostCalls,
    drifts,
  };
}
