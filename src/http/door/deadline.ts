import type { ServerResponse } from 'node:http';

/** How long a request may take, and whether anybody still waits for its answer. */
export class Deadline {
  /** On the clock of `performance.now()`. */
  readonly at: number;
  /** Aborts when the time is over, or when the caller leaves before the answer is complete. */
  readonly signal: AbortSignal;

  constructor(timeoutMs: number, response: ServerResponse) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.at = performance.now() + timeoutMs;
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    response.once('close', () => {
      clearTimeout(timer);
      if (!response.writableEnded) controller.abort();
    });
  }
}
