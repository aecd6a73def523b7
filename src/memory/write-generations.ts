const MAX_PROJECTS = 4096;

/**
 * Which writes of this process a read has to show. Every write of a project begins a new generation, and nothing that
 * was read or begun in an older one is handed out in a newer one: neither a call under way nor a total.
 */
export class WriteGenerations {
  readonly #numbers = new Map<string, number>();
  /** What a project has that is not in the map; raised whenever one is forgotten, so that no number comes again. */
  #floor = 0;

  /** @param project the project with its endpoint; what is told apart by anything else may still be the same rows */
  current(project: string): number {
    return this.#numbers.get(project) ?? this.#floor;
  }

  begin(project: string): void {
    const next = this.current(project) + 1;
    this.#numbers.delete(project);
    this.#numbers.set(project, next);
    if (this.#numbers.size <= MAX_PROJECTS) return;
    const [oldest, number] = this.#numbers.entries().next().value!;
    this.#numbers.delete(oldest);
    this.#floor = Math.max(this.#floor, number + 1);
  }
}
