import type { CallReport } from '../cfw/client.ts';
import type { SharedList } from '../shared/shared-state.ts';
import { codeOf, isFinal } from './failures.ts';
import { type FollowedList, Follower } from './follower.ts';
import type { ListChanges } from './list-changes.ts';
import type { ListState } from './list-state.ts';
import type { Pace } from './pace.ts';
import type { LiveObserver, Reading } from './poll.ts';
import { PollTurn } from './poll-turn.ts';
import { type Polled, poll } from './polled.ts';
import { Poller } from './poller.ts';

/** What a live list is made of. */
export interface LiveListOptions<Row> {
  /** The name of its kind. */
  readonly name: string;
  readonly state: ListState<Row>;
  /** Whether a row tells that something is under way. */
  isBusy(row: Row): boolean;
  /** Reads the whole list; what it calls is noted in `calls`. */
  read(signal: AbortSignal, calls: CallReport[]): Promise<Reading<Row>>;
  readonly pace: Pace;
  readonly observer: LiveObserver;
  /**
   * Opens the list on all replicas; undefined: this process is alone.
   *
   * @param heard told that another replica has seen something new
   */
  readonly share: ((heard: () => void) => SharedList) | undefined;
  /** Told that nobody follows any more. */
  readonly onSilence: () => void;
}

/** One list as one credential sees it, polled for all who follow it. */
export class LiveList<Row> implements FollowedList<Row> {
  readonly #options: LiveListOptions<Row>;
  readonly #state: ListState<Row>;
  readonly #poller: Poller<Polled<Row>>;
  readonly #turn: PollTurn<Row>;
  readonly #followers = new Set<Follower<Row>>();
  /** The list on all replicas, while somebody follows it here. */
  #shared: SharedList | undefined;
  /** The version that the first follower knows. */
  #since: string | null = null;
  /** Why the last poll failed; null when it did not. */
  #error: Error | null = null;
  polls = 0;

  constructor(options: LiveListOptions<Row>) {
    this.#options = options;
    this.#state = options.state;
    this.#turn = new PollTurn(options.state, options.isBusy, options.read);
    this.#poller = new Poller(
      options.pace,
      (signal) => poll(this.#turn, this.#shared, this.#since, signal),
      (polled) => this.#settle(polled),
    );
  }

  get version(): string | null {
    return this.#state.version;
  }

  /** @param since the version that the follower knows; null for none */
  follow(since: string | null): Follower<Row> {
    const wakes = this.#followers.size === 0;
    const waits = this.#mustWait(wakes, since);
    const follower = new Follower(this, since, waits ? this.polls + 1 : this.polls);
    if (!waits && this.version === null) {
      // CFW has put the poll off: nobody waits for that, and there is nothing to tell.
      follower.end(this.#error);
      this.#rest();
      return follower;
    }
    this.#followers.add(follower);
    if (wakes) this.#wake(since);
    else if (waits) this.#poller.hurry();
    return follower;
  }

  left(follower: Follower<Row>): void {
    if (this.#followers.delete(follower) && this.#followers.size === 0) this.#rest();
  }

  /** Told that this list was written to. */
  wrote(): void {
    this.#poller.wrote();
  }

  changesSince(version: string | null): ListChanges<Row> {
    return this.#state.changesSince(version);
  }

  /** Forgets what was seen. */
  forget(): void {
    this.#state.forget();
  }

  /** Ends it for all who follow. */
  end(failure: Error | null): void {
    const followers = [...this.#followers];
    this.#followers.clear();
    this.#rest();
    for (const follower of followers) follower.end(failure);
  }

  #wake(since: string | null): void {
    this.#since = since;
    this.#shared = this.#options.share?.(() => this.#poller.nudge());
    this.#poller.start();
  }

  #rest(): void {
    this.#poller.stop();
    this.#shared?.close();
    this.#shared = undefined;
    this.#options.onSilence();
  }

  /** Whether a newcomer waits for the next poll; else what was seen before is told. */
  #mustWait(wakes: boolean, since: string | null): boolean {
    if (this.#poller.isHeldBack) return false;
    // Who has been away is told all that happened, so the picture must not be an old one.
    const isOld = since !== null && this.#state.ageMs > this.#options.pace.intervalMs;
    return wakes || this.version === null || isOld;
  }

  #settle({ since, calls, seen, error }: Polled<Row>): void {
    if (seen !== null) this.#turn.settle(this.#shared, seen);
    const endedAt = performance.now();
    const poll = {
      list: this.#options.name,
      endedAt,
      durationMs: endedAt - since,
      calls,
      followers: this.#followers.size,
      code: error && codeOf(error),
    };
    this.polls++;
    this.#error = error;
    this.#state.polled(poll);
    if (seen === null || seen.leads) this.#options.observer.pollEnded(poll);
    if (error !== null && isFinal(error)) this.forget();
    if (error !== null && this.version === null) this.end(error);
    else for (const follower of [...this.#followers]) follower.told();
  }
}
