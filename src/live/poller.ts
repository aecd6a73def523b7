import { type Pace, pauseMs } from './pace.ts';

/** What a poll came to, as far as it matters for when the next one is due. */
export interface PollOutcome {
  readonly isBusy: boolean;
  /** Why it failed; null when it did not. */
  readonly failure: { readonly isThrottled: boolean; readonly waitMs: number } | null;
}

const WELL: PollOutcome = { isBusy: false, failure: null };
/** Pauses are shortened or lengthened by up to so much by chance, so that lists are not all polled at the same moment. */
const JITTER = 0.05;

/** The clock of one list: polls it while it is started, at once when it is nudged, and later when CFW asks for that. */
export class Poller<Outcome extends PollOutcome> {
  readonly #pace: Pace;
  readonly #poll: (signal: AbortSignal) => Promise<Outcome>;
  readonly #ended: (outcome: Outcome) => void;
  #isStarted = false;
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | null = null;
  /** Whether something was written since the poll that runs began. */
  #isOutrun = false;
  #last: PollOutcome = WELL;
  #failures = 0;
  #wroteAt = Number.NEGATIVE_INFINITY;
  #notBefore = 0;

  /**
   * @param poll makes one poll; it never rejects
   * @param ended told of each poll that was not given up
   */
  constructor(pace: Pace, poll: (signal: AbortSignal) => Promise<Outcome>, ended: (outcome: Outcome) => void) {
    this.#pace = pace;
    this.#poll = poll;
    this.#ended = ended;
  }

  /** Whether CFW has asked to be left alone, or has failed, so that there is no poll for now. */
  get isHeldBack(): boolean {
    return performance.now() < this.#notBefore;
  }

  /** Begins to poll, now if CFW lets it. */
  start(): void {
    this.#isStarted = true;
    if (this.#running === null) this.#schedule(0);
  }

  /** Polls no more; the poll that runs is given up. */
  stop(): void {
    this.#isStarted = false;
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  /** Polls as soon as CFW lets it. A poll that runs is good enough. */
  hurry(): void {
    if (this.#isStarted && this.#running === null) this.#schedule(0);
  }

  /** Told of a write: polls as soon as CFW lets it, with a poll that begins after now. */
  wrote(): void {
    this.#wroteAt = performance.now();
    this.nudge();
  }

  /** Polls as soon as CFW lets it, with a poll that begins after now. */
  nudge(): void {
    if (this.#running === null) this.hurry();
    else this.#isOutrun = true;
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), Math.max(pause, this.#notBefore - performance.now()));
  }

  async #run(): Promise<void> {
    const run = new AbortController();
    this.#running = run;
    this.#isOutrun = false;
    const since = performance.now();
    const outcome = await this.#poll(run.signal);
    // Given up meanwhile, and perhaps begun anew.
    if (run.signal.aborted) return;
    this.#running = null;
    this.#note(outcome, since);
    const pause = this.#isOutrun ? 0 : this.#pauseMs() * (1 + JITTER * (2 * Math.random() - 1));
    this.#schedule(Math.max(0, since + pause - performance.now()));
    this.#ended(outcome);
  }

  #note(outcome: PollOutcome, since: number): void {
    // What was under way when CFW failed still is, as far as anybody knows.
    this.#last = outcome.failure === null ? outcome : { ...outcome, isBusy: this.#last.isBusy };
    this.#failures = outcome.failure === null ? 0 : this.#failures + 1;
    this.#notBefore = outcome.failure === null ? 0 : since + this.#pauseMs();
  }

  #pauseMs(): number {
    const { isBusy, failure } = this.#last;
    return pauseMs(this.#pace, {
      isBusy,
      sinceWriteMs: performance.now() - this.#wroteAt,
      failures: this.#failures,
      isThrottled: failure?.isThrottled ?? false,
      waitMs: failure?.waitMs ?? 0,
    });
  }
}
