import { EventEmitter } from 'node:events';
import type { LeavingSignal } from '../../runtime/leaving.ts';

/** The place of an operation among those that run. */
export class Place extends EventEmitter {
  closed = false;

  leave(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** How long an operation of a socket may take, and whether its caller is still there. */
export class OperationDeadline {
  readonly at: number;
  readonly signal: LeavingSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #closed: LeavingSignal;
  readonly #give: () => void;

  constructor(timeoutMs: number, closed: LeavingSignal) {
    const controller = new AbortController();
    const give = () => controller.abort();
    this.#timer = setTimeout(give, timeoutMs);
    this.at = performance.now() + timeoutMs;
    this.signal = controller.signal;
    this.#closed = closed;
    this.#give = give;
    closed.addEventListener('abort', give);
    if (closed.aborted) give();
  }

  lift(): void {
    clearTimeout(this.#timer);
    this.#closed.removeEventListener('abort', this.#give);
  }
}
