import { EventEmitter } from 'node:events';
import type { LeavingSignal } from '../../cfw/wire/leaving.ts';

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
  readonly lift: () => void;

  constructor(timeoutMs: number, closed: LeavingSignal) {
    const controller = new AbortController();
    const give = () => controller.abort();
    const timer = setTimeout(give, timeoutMs);
    this.at = performance.now() + timeoutMs;
    this.signal = controller.signal;
    this.lift = () => {
      clearTimeout(timer);
      closed.removeEventListener('abort', give);
    };
    closed.addEventListener('abort', give);
    if (closed.aborted) give();
  }
}
