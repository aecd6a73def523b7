import type { ServerResponse } from 'node:http';
import { Leaving, type LeavingSignal } from '../../runtime/leaving.ts';

/** Emitted by a response whose caller has ended the connection, which is not closed yet. */
export const HUNG_UP = Symbol('hung up');

/** How long a request may take, and whether anybody still waits for its answer. */
export class Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** Aborts when the time is over, or when the caller leaves before the answer is complete. */
  readonly signal: LeavingSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #response: ServerResponse;
  readonly #closed: () => void;

  constructor(timeoutMs: number, response: ServerResponse) {
    const leaving = new Leaving();
    this.signal = leaving;
    this.at = performance.now() + timeoutMs;
    const timer = setTimeout(() => leaving.abort(), timeoutMs);
    const closed = () => {
      clearTimeout(timer);
      if (!response.writableEnded) leaving.abort();
    };
    response.once(HUNG_UP, closed).once('close', closed);
    this.#timer = timer;
    this.#response = response;
    this.#closed = closed;
  }

  /** The answer is a stream now, which may stay open: nothing aborts any more, and nothing of the deadline is kept. */
  lift(): void {
    clearTimeout(this.#timer);
    this.#response.off(HUNG_UP, this.#closed).off('close', this.#closed);
  }
}
