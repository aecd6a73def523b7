import type { GraphQLError } from 'graphql';
import { refusal } from '../answer/refusal.ts';

/** How often it is reckoned how many may wait. */
const LOOK_MS = 100;
/** So many keep the processor busy; more would only make each of them slower. */
const ENOUGH = 16;
/** More requests than this neither wait nor run at the same time; it bounds memory. */
const MAX_REQUESTS = 4096;

/** What a request takes its place with: the place is free when it closes. */
export interface Stay {
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

interface Waiting {
  readonly since: number;
  readonly begin: () => void;
}

/**
 * Lets GraphQL requests in as fast as they can be answered.
 *
 * As many as keep the processor busy begin at once. The others wait, and begin in the order of their arrival as room is
 * made, but one with every turn of the event loop: when turns are short, those that run wait for CFW and not for the
 * processor. Who would have to wait longer than the patience is refused at once, which costs little: the work goes into
 * answers that somebody still waits for.
 */
export class Admission {
  readonly #maxRunning: number;
  readonly #patienceMs: number;
  readonly #onRefusal: () => void;
  readonly #clock: NodeJS.Timeout;
  readonly #queue: Waiting[] = [];
  /** Those that run, each with what gives its place back. */
  readonly #running = new Map<Stay, () => void>();
  /** Since when some wait, how many have begun since the last look, and how many may wait if that goes on. */
  #waitsSince = Number.POSITIVE_INFINITY;
  #begun = 0;
  #mayWait = MAX_REQUESTS;
  #lookedAt = performance.now();

  /**
   * @param maxConcurrent a fixed limit on requests that run; undefined: as many as memory allows
   * @param patienceMs the longest wait before a request begins
   * @param onRefusal told of every request that is refused
   */
  constructor(maxConcurrent: number | undefined, patienceMs: number, onRefusal: () => void) {
    this.#maxRunning = maxConcurrent ?? MAX_REQUESTS;
    this.#patienceMs = patienceMs;
    this.#onRefusal = onRefusal;
    this.#clock = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** Whether a request that comes now is to be refused. */
  get isFull(): boolean {
    const [first] = this.#queue;
    return (
      this.#running.size + this.#queue.length >= this.#maxRunning ||
      this.#queue.length >= this.#mayWait ||
      (first !== undefined && performance.now() - first.since > this.#patienceMs)
    );
  }

  /** What a request is told that finds no room. */
  refuse(): GraphQLError {
    this.#onRefusal();
    return NO_ROOM;
  }

  /**
   * Waits for the request's turn; undefined when it may begin at once. It counts as running until its answer has gone.
   *
   * @throws refusal 503 OVERLOADED
   */
  enter(stay: Stay): Promise<void> | undefined {
    if (this.isFull) throw this.refuse();
    if (this.#queue.length === 0 && this.#running.size < ENOUGH) {
      this.#run(stay);
      return undefined;
    }
    const since = performance.now();
    if (this.#queue.length === 0) {
      this.#waitsSince = since;
      setImmediate(this.#turn);
    }
    return new Promise((resolve) => {
      const begin = (): void => {
        this.#run(stay);
        resolve();
      };
      this.#queue.push({ since, begin });
    });
  }

  /** Stops looking at the event loop. */
  close(): void {
    clearInterval(this.#clock);
  }

  /** Gives a place back before the request closes: its answer is a stream that stays open. */
  leave(stay: Stay): void {
    const leave = this.#running.get(stay);
    this.#running.delete(stay);
    if (leave !== undefined) stay.off('close', leave);
  }

  #run(stay: Stay): void {
    if (stay.closed) return;
    const leave = () => this.leave(stay);
    this.#running.set(stay, leave);
    stay.once('close', leave);
  }

  readonly #turn = (): void => {
    const next = this.#queue.splice(0, Math.max(1, ENOUGH - this.#running.size));
    this.#begun += next.length;
    for (const { begin } of next) begin();
    if (this.#queue.length > 0) setImmediate(this.#turn);
  };

  #look(): void {
    const now = performance.now();
    const passedMs = now - this.#lookedAt;
    if (this.#queue.length === 0) this.#mayWait = MAX_REQUESTS;
    else if (this.#waitsSince < this.#lookedAt) this.#reckon((this.#begun * this.#patienceMs) / passedMs);
    this.#lookedAt = now;
    this.#begun = 0;
  }

  /** @param inTime how many could begin within the patience by what has begun since the last look */
  #reckon(inTime: number): void {
    const mayWait = this.#mayWait === MAX_REQUESTS ? inTime : (this.#mayWait * 3 + inTime) / 4;
    this.#mayWait = Math.max(ENOUGH, mayWait);
  }
}

/** One for all who are refused: when there are many, that they cost next to nothing is the point. */
const NO_ROOM = refusal(
  503,
  'OVERLOADED',
  'The gateway has more requests than it can answer in time. Try again in a second.',
  { headers: { 'retry-after': '1' } },
);
