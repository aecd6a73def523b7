/** So many calls of any window: CFW's documents know limits of up to 200 calls (cfw-api 5.3). */
export interface RateLimit {
  readonly calls: number;
  readonly windowMs: number;
}

/** Calls that are remembered where no limit asks for more. */
const MIN_CAPACITY = 1024;
/**
 * A window is kept longer than it is: a call may be on its way for longer than one that leaves a whole window later, so
 * that both arrive within one.
 */
const MARGIN_SHARE = 0.01;
const MIN_MARGIN_MS = 40;
const MAX_MARGIN_MS = 1_000;

/** The window within which the calls are counted, with its margin. */
export function keptWindowMs({ windowMs }: RateLimit): number {
  return windowMs + Math.min(MAX_MARGIN_MS, Math.max(MIN_MARGIN_MS, windowMs * MARGIN_SHARE));
}

/**
 * When the last calls left, or will leave: those who wait have their time already. In ascending order, in milliseconds of
 * any clock. No window of the length of a limit ever has more calls than that allows, wherever it begins.
 */
export class CallLog {
  #times: number[] = [];
  #capacity = MIN_CAPACITY;

  /** The earliest time from now on at which the limits allow one more call. */
  next(limits: readonly RateLimit[], now: number): number {
    let at = now;
    for (const limit of limits) {
      this.#capacity = Math.max(this.#capacity, limit.calls);
      // Of so many calls the first must have left the window when the next one leaves.
      const first = this.#times.at(-limit.calls);
      if (first !== undefined) at = Math.max(at, first + keptWindowMs(limit));
    }
    return at;
  }

  /** Notes a call that leaves at this time. */
  note(at: number): void {
    let place = this.#times.length;
    while (place > 0 && this.#times[place - 1]! > at) place--;
    this.#times.splice(place, 0, at);
    if (this.#times.length > 2 * this.#capacity) this.#times = this.#times.slice(-this.#capacity);
  }

  /** Takes back the note of a call that will not leave: its place is for who asks next. */
  forget(at: number): void {
    const place = this.#times.lastIndexOf(at);
    if (place >= 0) this.#times.splice(place, 1);
  }

  /** The times from then on. */
  since(from: number): readonly number[] {
    const times = this.#times.slice(-this.#capacity);
    return times.filter((at) => at >= from);
  }
}
