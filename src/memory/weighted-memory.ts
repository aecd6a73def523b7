interface Entry<Made> {
  readonly made: Made;
  readonly bytes: number;
}

/**
 * Keeps what was made lately, as much of it as weighs so many bytes by the estimate of who made it. There are two
 * generations: what is used goes into the young one; when that is full it becomes the old one, and what nobody has used
 * since the time before is forgotten.
 */
export class WeightedMemory<Made> {
  readonly #bytesPerGeneration: number;
  #young = new Map<string, Entry<Made>>();
  #old = new Map<string, Entry<Made>>();
  #youngBytes = 0;
  #oldBytes = 0;

  /** @param maxBytes of all that is kept; what weighs more than half of that is not */
  constructor(maxBytes: number) {
    this.#bytesPerGeneration = maxBytes / 2;
  }

  /** What is kept, in bytes. */
  get bytes(): number {
    return this.#youngBytes + this.#oldBytes;
  }

  get(key: string): Made | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young.made;
    const old = this.#old.get(key);
    if (old === undefined) return undefined;
    this.#old.delete(key);
    this.#oldBytes -= old.bytes;
    this.#keep(key, old);
    return old.made;
  }

  /** Keeps what was made for a key that `get` does not know. */
  set(key: string, made: Made, bytes: number): void {
    if (bytes <= this.#bytesPerGeneration) this.#keep(key, { made, bytes });
  }

  #keep(key: string, entry: Entry<Made>): void {
    if (this.#youngBytes + entry.bytes > this.#bytesPerGeneration) {
      this.#old = this.#young;
      this.#oldBytes = this.#youngBytes;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(key, entry);
    this.#youngBytes += entry.bytes;
  }
}
