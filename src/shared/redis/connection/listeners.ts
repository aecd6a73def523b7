/** Who waits in this process to be told of a name. */
export class Listeners {
  readonly #listeners = new Map<string, Set<() => void>>();
  #anything: (name: string) => void = () => undefined;

  /** Is told every name. */
  set anything(heard: (name: string) => void) {
    this.#anything = heard;
  }

  /** @returns what ends the waiting */
  add(name: string, heard: () => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(heard));
    return () => {
      listeners.delete(heard);
      if (listeners.size === 0) this.#listeners.delete(name);
    };
  }

  tell(name: string): void {
    this.#anything(name);
    for (const heard of [...(this.#listeners.get(name) ?? [])]) heard();
  }
}
