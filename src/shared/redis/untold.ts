/** So many at most: what is forgotten ends by its own expiry. */
const MOST = 1_000;

/** What Redis could not be told while it was away, in the order in which it came about. */
export class Untold<What> {
  #whats: What[] = [];

  add(what: What): void {
    this.#whats.push(what);
    if (this.#whats.length > MOST) this.#whats.shift();
  }

  /** All of it: whoever takes it tells Redis. */
  take(): readonly What[] {
    return this.#whats.splice(0);
  }
}
