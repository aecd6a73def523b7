import { setImmediate as immediate } from 'node:timers/promises';
import { type PlannedPage, planPages, seamed } from '../paging/plan.ts';
import { isContradictory, type ReadPage } from '../paging/snapshot/read-page.ts';
import { Snapshot } from '../paging/snapshot/snapshot.ts';
import { MAX_ROWS_PER_CALL } from '../paging/snapshot/span.ts';
import { type Answer, type Demand, OpenDemand } from './demand.ts';
import { Repeats } from './repeats.ts';
import { filledUp, nextOf } from './walk.ts';

/** In how many rounds a list that changes between two calls, or within one, is read anew before a mixture is accepted. */
const MAX_RESTARTS = 3;

/** What the reader needs of the world: the calls of a round, permission for them, and a total seen lately. */
export interface ListAccess<Row> {
  identify(row: Row): string | null;
  /** Makes the calls of one round, each answered or failed by itself. */
  readAll(pages: readonly PlannedPage[]): Promise<readonly PromiseSettledResult<ReadPage<Row>>[]>;
  /**
   * Asks for permission to make so many calls. Undefined: it is given; else it rejects.
   *
   * @param wholeList how many rows the list has, when all of them are to be read
   */
  claim(calls: number, wholeList: number | null): Promise<void> | undefined;
  readonly earlierTotal: () => number | null;
}

interface Failure {
  readonly page: PlannedPage;
  readonly error: Error;
}

/**
 * Reads one list for one request. Each round asks every open demand what it needs next, plans the fewest calls for all
 * of them together, makes the calls, and hands out what is complete. Rows once read are not read again, but for the seam
 * between two calls.
 */
export class ListReader<Row> {
  readonly #access: ListAccess<Row>;
  #known: Snapshot<Row>;
  #restarts = 0;
  /** Whether a reply brought fewer rows than it could. Then the row of a seam might be all that the next one brings. */
  #isShort = false;
  readonly #repeats = new Repeats();
  #open: OpenDemand<Row>[] = [];
  #isReading = false;

  constructor(access: ListAccess<Row>) {
    this.#access = access;
    this.#known = Snapshot.empty(access.identify);
  }

  /** Answers each demand as soon as it can, or rejects with the error of the call that it needed. */
  answer(demands: readonly Demand[]): Promise<Answer<Row>>[] {
    const entries = demands.map((demand) => new OpenDemand<Row>(demand));
    this.#open.push(...entries);
    if (!this.#isReading) {
      this.#isReading = true;
      this.#readOn();
    }
    return entries.map(({ answer }) => answer);
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#open.length > 0) {
        const waiting = this.#open.length;
        this.#open = this.#open.filter((entry) => !this.#advance(entry));
        if (this.#open.length === waiting) await this.#round([...this.#open]);
        // What fields ask for because of these answers goes into the same round.
        else if (this.#open.length > 0) await immediate();
      }
    } catch (error) {
      for (const entry of this.#open.splice(0)) entry.fail(error as Error);
    }
    this.#isReading = false;
  }

  #advance(entry: OpenDemand<Row>): boolean {
    return entry.advance(this.#known, this.#access.earlierTotal);
  }

  async #round(open: readonly OpenDemand<Row>[]): Promise<void> {
    const pages = this.#plan(open);
    const scans = open.filter((entry) => entry.scans);
    try {
      const refused = this.#access.claim(pages.length, scans.length === 0 ? null : this.#known.total);
      if (refused !== undefined) await refused;
    } catch (error) {
      // Where a whole list is too much, its pages may do.
      for (const entry of scans.length === 0 ? open : scans) this.#refuse(entry, error as Error);
      return;
    }
    const failures = await this.#read(pages);
    if (scans.length > 0 && this.#restarts < MAX_RESTARTS && this.#repeats.areNew(this.#known)) this.#restart();
    for (const entry of open) {
      entry.wasServed();
      const failure = failures.find(({ page }) => entry.isWaitingFor(page, this.#known));
      if (failure === undefined) continue;
      // What the other calls brought may do.
      if (this.#advance(entry)) this.#open = this.#open.filter((other) => other !== entry);
      else this.#refuse(entry, failure.error);
    }
  }

  #restart(): void {
    this.#restarts++;
    this.#known = Snapshot.empty(this.#access.identify);
  }

  #refuse(entry: OpenDemand<Row>, error: Error): void {
    entry.fail(error);
    this.#open = this.#open.filter((other) => other !== entry);
  }

  #plan(open: readonly OpenDemand<Row>[]): readonly PlannedPage[] {
    // How much a whole list costs is learnt by one call, whatever else is wanted of it.
    if (this.#known.total === null && open.some(({ scans }) => scans)) return [{ offset: 0, limit: MAX_ROWS_PER_CALL }];
    const pages = planPages(open.flatMap(({ spans }) => spans));
    if (open.some(({ walks }) => walks)) {
      return pages.length > 0 ? filledUp(pages) : this.#joined([nextOf(this.#known)]);
    }
    if (pages.length > 0) return this.#joined(pages);
    return [{ offset: 0, limit: Math.min(MAX_ROWS_PER_CALL, Math.max(1, ...open.map(({ wish }) => wish))) }];
  }

  #joined(pages: readonly PlannedPage[]): readonly PlannedPage[] {
    return this.#isShort ? pages : seamed(pages, (offset) => this.#known.holds(offset));
  }

  /** Makes the calls of one round, and takes in what they bring. */
  async #read(pages: readonly PlannedPage[]): Promise<Failure[]> {
    const replies = await this.#access.readAll(pages);
    const failures: Failure[] = [];
    let contradicts = false;
    for (const [index, reply] of replies.entries()) {
      const page = pages[index]!;
      if (reply.status === 'rejected') {
        failures.push({ page, error: reply.reason });
        continue;
      }
      const { offset, total, rows } = reply.value;
      this.#isShort ||= rows.length < Math.min(page.limit, total - offset);
      contradicts ||= isContradictory(reply.value) || !this.#known.agreesWith(reply.value);
      const isTired = this.#restarts >= MAX_RESTARTS;
      this.#known = isTired ? this.#known.mixedWith(reply.value) : this.#known.with(reply.value);
    }
    if (contradicts) this.#restarts++;
    return failures;
  }
}
