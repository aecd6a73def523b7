import type { ServerResponse } from 'node:http';
import { KnownError } from '../../cfw/wire/known-error.ts';

/** Without a reason each abort would make one, with a stack: a good part of the work when many callers leave at once. */
const OVER = new KnownError('nobody waits for this answer any more');

/** How long a request may take, and whether anybody still waits for its answer. */
export class Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** Aborts when the time is over, or when the caller leaves before the answer is complete. */
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(timeoutMs: number, response: ServerResponse) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.at = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => controller.abort(OVER), timeoutMs);
    response.once('close', () => {
      clearTimeout(this.#timer);
      if (!response.writableEnded) controller.abort(OVER);
    });
  }

  /** The answer is a stream now, which may stay open: the signal tells only when the caller leaves. */
  lift(): void {
    clearTimeout(this.#timer);
  }
}
