import { hash } from 'node:crypto';

/** How long a total counts as recent. */
const MAX_AGE_MS = 10_000;
const MAX_ENTRIES = 1_000;
/** Characters of a key that is kept as it is: what lists without a search have. */
const MAX_KEY = 512;

/**
 * The totals that lists had lately, across requests, so that `last` alone needs no call to learn where the list ends.
 * Keys hold the credential, project and endpoint besides the list. Bounded in number and age, and a long key is kept as
 * a digest; a hint, never an answer.
 */
export class RecentTotals {
  readonly #totals = new Map<string, { total: number; at: number }>();

  get(key: string): number | null {
    const entry = this.#totals.get(shortened(key));
    return entry === undefined || performance.now() - entry.at > MAX_AGE_MS ? null : entry.total;
  }

  set(key: string, total: number): void {
    // Deleted first, so that the map's order is by age and the oldest entry goes when it is full.
    const short = shortened(key);
    this.#totals.delete(short);
    this.#totals.set(short, { total, at: performance.now() });
    if (this.#totals.size > MAX_ENTRIES) this.#totals.delete(this.#totals.keys().next().value!);
  }
}

function shortened(key: string): string {
  return key.length > MAX_KEY ? hash('sha256', key, 'base64') : key;
}
