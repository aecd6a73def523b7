/** Something remembered that takes so many bytes, by an estimate. */
interface Weighed {
  readonly bytes: number;
}

/** What the histories of all lists may take together: when it is too much, the oldest change of any list is forgotten. */
export class HistoryBudget {
  readonly #maxBytes: number;
  /** In the order in which they were taken in, each with how it is forgotten. */
  readonly #kept = new Map<Weighed, () => void>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that are remembered now. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes something in.
   *
   * @param forget is called when it, the oldest of its history by then, has to go
   */
  take(weighed: Weighed, forget: () => void): void {
    this.#kept.set(weighed, forget);
    this.#bytes += weighed.bytes;
    for (const [oldest, forgetOldest] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) return;
      this.release(oldest);
      forgetOldest();
    }
  }

  /** Told that something has been forgotten. */
  release(weighed: Weighed): void {
    if (this.#kept.delete(weighed)) this.#bytes -= weighed.bytes;
  }
}
