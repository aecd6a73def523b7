import type { Clock } from '../clock.ts';

type Act = (at: number) => void;

/**
 * What is going to happen by itself: the end of a capture, a delete that takes its time. Nothing runs on a timer:
 * whoever looks at the rows first has done what is due, so that a test can move the clock and see at once.
 */
export class Agenda {
  readonly #clock: Clock;
  /** By time; equal times in the order of their coming. */
  #items: { readonly dueAt: number; readonly act: Act }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.lifeNow();
  }

  /** @param dueAt milliseconds since 1970, by the clock of CFW's life */
  at(dueAt: number, act: Act): void {
    const later = this.#items.findIndex((item) => item.dueAt > dueAt);
    this.#items.splice(later < 0 ? this.#items.length : later, 0, { dueAt, act });
  }

  /** Does what is due. What it brings about is due in its turn. */
  run(): void {
    const now = this.now();
    for (let [next] = this.#items; next && next.dueAt <= now; [next] = this.#items) {
      this.#items.shift();
      next.act(next.dueAt);
    }
  }
}
