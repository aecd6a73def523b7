import type { ServerResponse } from 'node:http';
import { Leaving, type LeavingSignal } from '../../cfw/wire/leaving.ts';

/** How long a request may take, and whether anybody still waits for its answer. */
export class Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** Aborts when the time is over, or when the caller leaves before the answer is complete. */
  readonly signal: LeavingSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(timeoutMs: number, response: ServerResponse) {
    const leaving = new Leaving();
    this.signal = leaving;
    this.at = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => leaving.abort(), timeoutMs);
    response.once('close', () => {
      clearTimeout(this.#timer);
      if (!response.writableEnded) leaving.abort();
    });
  }

  /** The answer is a stream now, which may stay open: the signal tells only when the caller leaves. */
  lift(): void {
    clearTimeout(this.#timer);
  }
}
