import { Random } from '../../paging/random.ts';
import { expectedConnection } from '../../paging/relay-text.ts';
import type { ForeignBed } from './foreign-cfw.ts';
import { KINDS } from './kinds.ts';
import { askAll, drawQuestion, drawRow, idsOf, type Question } from './questions.ts';
import { expectedRows, idOf } from './wire-oracle.ts';

/** Questions about one list, which one operation asks together. */
export const QUESTIONS = 10;
const LONGEST = 1100;

/** What is seen of a page, to be compared with what the contract says. */
export interface Compared {
  readonly found: unknown;
  readonly expected: unknown;
}

/**
 * Draws a list of one kind and asks it questions: all that they find, then any page of it. Deterministic by the seed.
 *
 * @returns of each page what was found and what had to be
 */
export async function randomPages(bed: ForeignBed, seed: number): Promise<Compared[]> {
  const random = new Random(seed);
  const kind = KINDS[seed % KINDS.length]!;
  const length = random.chance(0.05) ? LONGEST - random.below(100) : random.below(50);
  bed.path = kind.path;
  bed.rows = Array.from({ length }, (_, at) => drawRow(random, kind, at));
  const questions: Question[] = Array.from({ length: QUESTIONS }, () => drawQuestion(random, kind));
  const whole = await askAll(
    bed,
    kind,
    questions.map((question) => [question, { first: LONGEST }]),
  );
  const count = random.below(random.chance(0.5) ? 5 : 60);
  const windows = whole.map(({ edges }) => {
    const place = () => (edges.length === 0 || random.chance(0.5) ? null : random.below(edges.length));
    const [first, last] = random.of([
      [count, null],
      [null, count],
      [null, null],
    ] as const);
    return { first, last, after: place(), before: place() };
  });
  const cursorAt = (at: number, place: number | null) => (place === null ? null : whole[at]!.edges[place]!.cursor);
  const pages = await askAll(
    bed,
    kind,
    questions.map((question, at) => {
      const { after, before, ...size } = windows[at]!;
      return [question, { ...size, after: cursorAt(at, after), before: cursorAt(at, before) }];
    }),
  );
  return questions.flatMap((question, at) => {
    const all = expectedRows(kind, bed.rows, question).map((row) => idOf(kind, row));
    const page = pages[at]!;
    const { edges, hasNextPage, hasPreviousPage } = expectedConnection(all, windows[at]!);
    const context = { seed, type: kind.type, question };
    return [
      { found: { ...context, ids: idsOf(kind, whole[at]!) }, expected: { ...context, ids: all } },
      {
        found: { ...context, ids: idsOf(kind, page), total: page.totalCount, ...page.pageInfo, drift: page.drift },
        expected: { ...context, ids: edges, total: all.length, hasNextPage, hasPreviousPage, drift: 'NONE' },
      },
    ];
  });
}
