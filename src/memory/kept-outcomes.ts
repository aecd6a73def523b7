const DAY_MS = 24 * 60 * 60_000;
const MAX_OUTCOMES = 10_000;

interface Kept<Outcome> {
  /** What was asked for: another wish under the same key is a mistake of the caller. */
  readonly wish: string;
  readonly outcome: Promise<Outcome>;
  readonly until: number;
}

/**
 * The outcomes of writes by the idempotency keys of their callers, for 24 hours; also while the write is under way, so
 * that many at once get the one outcome. What failed without any effect is forgotten, so that it may be tried again.
 */
export class KeptOutcomes<Outcome> {
  readonly #kept = new Map<string, Kept<Outcome>>();

  /**
   * The outcome that is kept for the key, or that of the work; null when the key is taken by another wish.
   *
   * @param key with everything that tells callers apart
   */
  once(key: string, wish: string, work: () => Promise<Outcome>): Promise<Outcome> | null {
    const now = Date.now();
    const known = this.#kept.get(key);
    if (known !== undefined && now < known.until) return known.wish === wish ? known.outcome : null;
    const outcome = work();
    const kept = { wish, outcome, until: now + DAY_MS };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > MAX_OUTCOMES) this.#kept.delete(this.#kept.keys().next().value!);
    outcome.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return outcome;
  }
}
