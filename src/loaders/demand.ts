import { firstSpans } from '../paging/first-spans.ts';
import type { PlannedPage } from '../paging/plan.ts';
import type { Snapshot } from '../paging/snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL, type Span } from '../paging/snapshot/span.ts';
import { progress, type Window } from '../paging/window.ts';
import type { WindowRequest } from '../paging/window-arguments.ts';

/** How many times one window may read on to find rows that have moved: each time one call at most for each cursor. */
const MAX_SEARCHES = 2;

/** After how many rounds a reading of a list that changes all the while takes what it has: its end may run away. */
const MAX_SCAN_ROUNDS = 8;

const FIRST_CALL: Span = { start: 0, end: MAX_ROWS_PER_CALL };
const WHOLE: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** What a field wants of a list: a window of rows, all of them, the total alone, or the record with an identity. */
export type Demand =
  | { readonly kind: 'window'; readonly request: WindowRequest }
  | { readonly kind: 'scan' }
  | { readonly kind: 'total' }
  | { readonly kind: 'record'; readonly identity: string };

/** The rows of a window, and what was known of the list when they were cut from it. */
export interface WindowAnswer<Row> {
  readonly window: Window;
  readonly known: Snapshot<Row>;
}

/** Of a scan: a list that is known as a whole, or a mixture in which rows may be missing. */
export type Answer<Row> = WindowAnswer<Row> | Snapshot<Row> | number | Row | null;

/** A demand on its way to its answer. */
export class OpenDemand<Row> {
  readonly answer: Promise<Answer<Row>>;
  readonly #demand: Demand;
  /** What it needs read next. */
  spans: readonly Span[] = [];
  #settle!: (answer: Answer<Row>) => void;
  #fail!: (error: Error) => void;
  #isSearch = false;
  #searches = 0;
  #rounds = 0;

  constructor(demand: Demand) {
    this.#demand = demand;
    this.answer = new Promise((settle, fail) => {
      this.#settle = settle;
      this.#fail = fail;
    });
  }

  /** Ends it with the error of a call that it needed. */
  fail(error: Error): void {
    this.#fail(error);
  }

  /** True when what is known answers it; otherwise it notes what it needs read. */
  advance(known: Snapshot<Row>, earlierTotal: () => number | null): boolean {
    this.spans = [];
    this.#isSearch = false;
    const answer = this.#answerFrom(known, earlierTotal);
    if (answer === undefined) return false;
    this.#settle(answer);
    return true;
  }

  /** Told that what it needed has been read. */
  wasServed(): void {
    this.#rounds++;
    if (this.#isSearch) this.#searches++;
  }

  #answerFrom(known: Snapshot<Row>, earlierTotal: () => number | null): Answer<Row> | undefined {
    const demand = this.#demand;
    if (demand.kind === 'record') {
      return known.record(demand.identity) ?? (known.covers({ start: 0, end: known.end }) ? null : undefined);
    }
    if (demand.kind === 'total') return known.total ?? undefined;
    if (demand.kind === 'scan') {
      this.spans = known.total === null ? [FIRST_CALL] : known.missing(WHOLE);
      const isTired = known.isMixed && this.#rounds >= MAX_SCAN_ROUNDS;
      return this.spans.length === 0 || isTired ? known : undefined;
    }
    if (known.total === null) {
      // A window of no rows waits for no page in particular.
      this.spans = firstSpans(demand.request, earlierTotal()).filter(({ start, end }) => start < end);
      return undefined;
    }
    const step = progress(demand.request, known, this.#searches < MAX_SEARCHES);
    if ('window' in step) return { window: step.window, known };
    this.#isSearch = step.search;
    this.spans = step.read;
    return undefined;
  }

  /** How many rows a call should bring that is made only to learn the total: with luck, these are all there are. */
  get wish(): number {
    return this.#demand.kind === 'window' ? this.#demand.request.size : 1;
  }

  /** Whether it has to walk the list until it comes upon its record. */
  get walks(): boolean {
    return this.#demand.kind === 'record';
  }

  /** Whether it needs every row of the list. */
  get scans(): boolean {
    return this.#demand.kind === 'scan';
  }

  /** Whether it cannot be answered without a page: any for a record or a total, else those that hold its rows. */
  isWaitingFor({ offset, limit }: PlannedPage, known: Snapshot<Row>): boolean {
    if (this.walks) return true;
    if (this.spans.length === 0) return known.total === null;
    return this.spans.some(({ start, end }) => start < offset + limit && offset < end);
  }
}
