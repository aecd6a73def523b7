import type { ServerResponse } from 'node:http';
import { Leaving, type LeavingSignal } from '../../cfw/wire/leaving.ts';

/** How long a request may take, and whether anybody still waits for its answer. */
export class Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** Aborts when the time is over, or when the caller leaves before the answer is complete. */
  readonly signal: LeavingSignal;
  /** The answer is a stream now, which may stay open: nothing aborts any more, and nothing of the deadline is kept. */
  readonly lift: () => void;

  constructor(timeoutMs: number, response: ServerResponse) {
    const leaving = new Leaving();
    this.signal = leaving;
    this.at = performance.now() + timeoutMs;
    const timer = setTimeout(() => leaving.abort(), timeoutMs);
    const closed = () => {
      clearTimeout(timer);
      if (!response.writableEnded) leaving.abort();
    };
    response.once('close', closed);
    this.lift = () => {
      clearTimeout(timer);
      response.off('close', closed);
    };
  }
}
