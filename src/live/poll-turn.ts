import type { CallReport } from '../cfw/client.ts';
import type { SharedList } from '../shared/shared-state.ts';
import type { Picture } from './history/picture.ts';
import type { ListState } from './list-state.ts';
import type { Reading } from './poll.ts';
import { readingOf, readPicture, readSummary, textOfPicture, textOfRows, textOfSummary } from './told-reading.ts';

/** What a poll has seen. */
export interface Seen<Row> {
  /** What the first follower knows, where this replica knows nothing yet. */
  readonly recalled: Picture | null;
  /** What was seen last by another replica, in whose place this one polls now. */
  readonly earlier: Reading<Row> | null;
  /** Null: there is nothing new. */
  readonly reading: Reading<Row> | null;
  readonly isBusy: boolean;
  /** Whether CFW was asked by this replica. */
  readonly leads: boolean;
}

/** Makes the polls of a list: by CFW when it is this replica's turn, else by what another has seen. */
export class PollTurn<Row> {
  readonly #state: ListState<Row>;
  readonly #isBusy: (row: Row) => boolean;
  readonly #read: (signal: AbortSignal, calls: CallReport[]) => Promise<Reading<Row>>;

  constructor(
    state: ListState<Row>,
    isBusy: (row: Row) => boolean,
    read: (signal: AbortSignal, calls: CallReport[]) => Promise<Reading<Row>>,
  ) {
    this.#state = state;
    this.#isBusy = isBusy;
    this.#read = read;
  }

  /**
   * @param shared the list on all replicas; undefined: this process alone
   * @param since the version that the first follower knows; null for none
   */
  async take(
    shared: SharedList | undefined,
    since: string | null,
    signal: AbortSignal,
    calls: CallReport[],
  ): Promise<Seen<Row>> {
    if (shared === undefined) return this.#own(signal, calls, null, null);
    const text = this.#state.version === null && since !== null ? await shared.recall(since) : null;
    const recalled = text === null ? null : readPicture(text);
    const { leads, seen } = await shared.turn(recalled?.version ?? this.#state.version);
    const summary = seen && readSummary(seen.summary);
    const reading = summary === null || seen!.rows === null ? null : readingOf<Row>(summary, seen!.rows);
    if (leads) return this.#own(signal, calls, recalled, reading);
    return { recalled, earlier: null, reading, isBusy: summary?.isBusy ?? false, leads };
  }

  /** Takes in what was seen, and tells the other replicas of what CFW has shown this one. */
  settle(shared: SharedList | undefined, { recalled, earlier, reading, isBusy, leads }: Seen<Row>): void {
    if (recalled !== null && this.#state.version === null) this.#state.recall(recalled);
    if (earlier !== null) this.#state.see(earlier);
    if (reading === null) return;
    this.#state.see(reading);
    const { picture } = this.#state;
    if (shared === undefined || !leads || reading.isMixed || picture === null) return;
    const { rows, total } = reading;
    shared.tell(
      picture.version,
      textOfSummary({ total, isBusy }),
      () => textOfRows(rows),
      () => textOfPicture(picture),
    );
  }

  async #own(
    signal: AbortSignal,
    calls: CallReport[],
    recalled: Picture | null,
    earlier: Reading<Row> | null,
  ): Promise<Seen<Row>> {
    const reading = await this.#read(signal, calls);
    // What kept changing while it was read is no picture, and is looked at again soon.
    const isBusy = reading.isMixed || reading.rows.some((row) => this.#isBusy(row));
    return { recalled, earlier, reading, isBusy, leads: true };
  }
}
