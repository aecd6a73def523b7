import { share } from '../../memory/once.ts';
import { afterwards } from '../../runtime/afterwards.ts';
import { Leaving } from '../../runtime/leaving.ts';
import type { Flight } from '../attempts/flight.ts';
import { CfwError, type UpstreamFacts } from '../decoding/errors.ts';
import type { Range } from '../wire/request.ts';
import type { Call } from './call.ts';

interface Waiter {
  readonly call: Call;
  readonly since: number;
  readonly first: boolean;
  attempts: number;
  readonly leave: () => void;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A call and those who wait for it. */
export class SharedFlight implements Flight {
  readonly operation: string;
  readonly offset: number;
  readonly limit: number;
  facts: UpstreamFacts | null = null;
  attempts = 0;
  isElsewhere = false;
  readonly signal = new Leaving();
  readonly #waiters = new Set<Waiter>();
  readonly #forget: () => void;
  #joined = 0;

  constructor(operation: string, { offset, limit }: Range, forget: () => void) {
    this.operation = operation;
    this.offset = offset;
    this.limit = limit;
    this.#forget = forget;
  }

  get deadline(): number {
    let latest = 0;
    for (const { call } of this.#waiters) latest = Math.max(latest, call.deadline);
    return latest;
  }

  reserve(): void {
    let refusal: unknown;
    for (const waiter of this.#waiters) {
      try {
        waiter.call.reserve();
        waiter.attempts += 1;
        this.attempts += 1;
        return;
      } catch (error) {
        refusal ??= error;
      }
    }
    throw refusal;
  }

  join(call: Call): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const leave = () => this.#leave(waiter);
      const since = performance.now();
      const timer = setTimeout(leave, Math.min(Math.max(call.deadline - since, 0), 2 ** 31 - 1));
      const waiter: Waiter = { call, since, first: this.#joined === 0, attempts: 0, leave, timer, resolve, reject };
      this.#waiters.add(waiter);
      this.#joined += 1;
      call.signal.addEventListener('abort', leave);
      if (call.signal.aborted) leave();
    });
  }

  run(start: (flight: Flight) => Promise<unknown>): void {
    if (this.signal.aborted) return;
    start(this).then(
      (result) => {
        if (this.#joined > 1) share(result as object);
        this.#settle(null, ({ resolve }) => resolve(result));
      },
      (error: unknown) => this.#settle(error, ({ reject }) => reject(error)),
    );
  }

  /** Ends the call for all who wait. */
  close(): void {
    const error = new CfwError('UPSTREAM_UNAVAILABLE', 'This gateway is stopping. Send the request again.');
    this.#settle(error, ({ reject }) => reject(error));
    this.signal.abort();
  }

  #settle(error: unknown, tell: (waiter: Waiter) => void): void {
    this.#forget();
    for (const waiter of this.#waiters) {
      this.#end(waiter, error);
      tell(waiter);
    }
  }

  #leave(waiter: Waiter): void {
    if (!this.#waiters.has(waiter)) return;
    const error = new CfwError(
      'UPSTREAM_TIMEOUT',
      'CFW did not answer before the deadline of this request. Try again, or ask for fewer rows.',
      this.facts ?? { status: null, errorCode: null, requestId: null },
    );
    this.#end(waiter, error);
    // When many leave together, all their calls are ended before anything else is done about any of them.
    afterwards(() => waiter.reject(error));
    if (this.#waiters.size > 0) return;
    this.#forget();
    this.signal.abort();
  }

  #end(waiter: Waiter, error: unknown): void {
    clearTimeout(waiter.timer);
    waiter.call.signal.removeEventListener('abort', waiter.leave);
    this.#waiters.delete(waiter);
    waiter.call.report({
      operation: this.operation,
      offset: this.offset,
      limit: this.limit,
      status: this.facts?.status ?? null,
      attempts: waiter.attempts,
      since: waiter.since,
      durationMs: performance.now() - waiter.since,
      sharedWith: this.#joined - 1,
      shared: !waiter.first || this.isElsewhere,
      requestId: this.facts?.requestId ?? null,
      errorCode: this.facts?.errorCode ?? null,
      code: error instanceof CfwError ? error.code : null,
    });
  }
}
