/**
 * Keeps what was made of the texts that were used lately. There are two generations: what is used goes into the young
 * one; when that is full it becomes the old one, and what nobody has used since the time before is forgotten.
 */
export class DocumentCache<Made> {
  readonly #charactersPerGeneration: number;
  #young = new Map<string, Made>();
  #old = new Map<string, Made>();
  #youngCharacters = 0;

  /** @param maxCharacters of all texts together, not counting the last one */
  constructor(maxCharacters: number) {
    this.#charactersPerGeneration = maxCharacters / 2;
  }

  get(text: string): Made | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.set(text, old);
    return old;
  }

  set(text: string, made: Made): void {
    this.#young.set(text, made);
    this.#youngCharacters += text.length;
    if (this.#youngCharacters <= this.#charactersPerGeneration) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngCharacters = 0;
  }
}
