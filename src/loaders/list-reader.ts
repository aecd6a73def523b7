import { type PlannedPage, planPages } from '../paging/plan.ts';
import { type ReadPage, Snapshot } from '../paging/snapshot.ts';
import { MAX_ROWS_PER_CALL, type Span } from '../paging/span.ts';
import { firstSpans, progress, type Window, type WindowRequest } from '../paging/window.ts';

/** How many further calls one window may spend on finding a row that has moved. */
const MAX_SEARCHES = 2;
/** How often a list that changes between two calls of one request is read anew before a mixture is accepted. */
const MAX_RESTARTS = 3;

/** What a field wants of a list: a window of rows, the total alone, or the record with an identity. */
export type Demand =
  | { readonly kind: 'window'; readonly request: WindowRequest }
  | { readonly kind: 'total' }
  | { readonly kind: 'record'; readonly identity: string };

/** The rows of a window, and what was known of the list when they were cut from it. */
export interface WindowAnswer<Row> {
  readonly window: Window;
  readonly known: Snapshot<Row>;
}

export type Answer<Row> = WindowAnswer<Row> | number | Row | null;

/** What the reader needs of the world: the calls of a round, permission for them, and a total seen lately. */
export interface ListAccess<Row> {
  identify(row: Row): string | null;
  /** Makes the calls of one round, each answered or failed by itself. */
  readAll(pages: readonly PlannedPage[]): Promise<readonly PromiseSettledResult<ReadPage<Row>>[]>;
  /** Asks for permission to make so many calls. Rejects when the operation may not make them. */
  claim(calls: number): Promise<void>;
  earlierTotal(): number | null;
}

interface Open<Row> {
  readonly demand: Demand;
  readonly settle: (answer: Answer<Row> | Error) => void;
  searches: number;
  /** What it waits for in this round. */
  spans: readonly Span[];
}

/**
 * Reads one list for one request. Each round asks every open demand what it needs next, plans the fewest calls for all
 * of them together, makes the calls, and hands out what is complete. Rows once read are not read again.
 */
export class ListReader<Row> {
  readonly #access: ListAccess<Row>;
  #known: Snapshot<Row>;
  #restarts = 0;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(access: ListAccess<Row>) {
    this.#access = access;
    this.#known = Snapshot.empty(access.identify);
  }

  /** Answers demands, or gives the error of the call that one needed. Batches of one list follow one another. */
  answer(demands: readonly Demand[]): Promise<(Answer<Row> | Error)[]> {
    const answers = this.#previous.then(() => this.#run(demands));
    this.#previous = answers.catch(() => undefined);
    return answers;
  }

  async #run(demands: readonly Demand[]): Promise<(Answer<Row> | Error)[]> {
    const answers = new Array<Answer<Row> | Error>(demands.length);
    let open = demands.map((demand, index): Open<Row> => {
      const settle = (answer: Answer<Row> | Error) => {
        answers[index] = answer;
      };
      return { demand, settle, searches: 0, spans: [] };
    });
    for (;;) {
      open = open.filter((entry) => !this.#advance(entry));
      if (open.length === 0) return answers;
      const pages = this.#plan(open);
      try {
        await this.#access.claim(pages.length);
      } catch (error) {
        for (const { settle } of open) settle(error as Error);
        return answers;
      }
      const failures = await this.#readAll(pages);
      open = open.filter((entry) => {
        const failure = failures.find(({ page }) => isWaitingFor(entry, page, this.#known.total !== null));
        if (failure !== undefined) entry.settle(failure.error);
        return failure === undefined;
      });
    }
  }

  /** Settles a demand that what is known can answer; otherwise notes what it waits for. */
  #advance(entry: Open<Row>): boolean {
    const { demand } = entry;
    const known = this.#known;
    if (demand.kind === 'record') {
      const row = known.record(demand.identity);
      if (row === undefined && !known.covers(EVERYTHING)) return false;
      entry.settle(row ?? null);
      return true;
    }
    if (demand.kind === 'total') {
      if (known.total !== null) entry.settle(known.total);
      return known.total !== null;
    }
    if (known.total === null) {
      entry.spans = firstSpans(demand.request, this.#access.earlierTotal());
      return false;
    }
    const step = progress(demand.request, known, entry.searches < MAX_SEARCHES);
    if ('window' in step) {
      entry.settle({ window: step.window, known });
      return true;
    }
    if (step.search) entry.searches++;
    entry.spans = step.read;
    return false;
  }

  #plan(open: readonly Open<Row>[]): PlannedPage[] {
    const pages = planPages(open.flatMap(({ spans }) => spans));
    const walks = open.some(({ demand }) => demand.kind === 'record');
    if (!walks) return pages.length > 0 ? pages : [{ offset: 0, limit: 1 }];
    // A walk for keys fills up the pages that are read anyway; without any, it reads the next rows not read yet.
    if (pages.length === 0) return [{ offset: this.#known.missing(EVERYTHING)[0]!.start, limit: MAX_ROWS_PER_CALL }];
    return pages.map(({ offset }, index) => ({
      offset,
      limit: Math.min(MAX_ROWS_PER_CALL, (pages[index + 1]?.offset ?? Number.POSITIVE_INFINITY) - offset),
    }));
  }

  async #readAll(pages: readonly PlannedPage[]): Promise<{ page: PlannedPage; error: Error }[]> {
    const failures: { page: PlannedPage; error: Error }[] = [];
    const replies = await this.#access.readAll(pages);
    replies.forEach((reply, index) => {
      if (reply.status === 'rejected') failures.push({ page: pages[index]!, error: reply.reason });
      else this.#learn(reply.value);
    });
    return failures;
  }

  #learn(page: ReadPage<Row>): void {
    if (!this.#known.agreesWith(page)) this.#restarts++;
    this.#known = this.#known.with(page, this.#restarts > MAX_RESTARTS);
  }
}

const EVERYTHING: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** A record may stand on any page, and a total comes with any; a window waits for the pages that hold its rows. */
function isWaitingFor<Row>({ demand, spans }: Open<Row>, page: PlannedPage, totalKnown: boolean): boolean {
  if (demand.kind === 'record') return true;
  if (demand.kind === 'total' || spans.length === 0) return !totalKnown;
  return spans.some(({ start, end }) => start < page.offset + page.limit && page.offset < end);
}
