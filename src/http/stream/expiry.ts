/** setTimeout takes no longer delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Tells when a moment has come, however far away it is, unless nobody wants to know any more. */
export class Expiry {
  readonly #at: number;
  readonly #expired: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param at in milliseconds since 1970 */
  constructor(at: number, expired: () => void) {
    this.#at = at;
    this.#expired = expired;
    this.#wait();
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const left = this.#at - Date.now();
    const next = left > LONGEST_DELAY_MS ? () => this.#wait() : this.#expired;
    this.#timer = setTimeout(next, Math.min(Math.max(0, left), LONGEST_DELAY_MS));
  }
}
