const { floor, imul } = Math;

/** Repeatable chance (mulberry32): the same seed always draws the same numbers, so that a failing run can be run again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = imul(seed, 0x9e3779b1) | 0;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * count);
  }

  /** One of the values. */
  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  chance(probability: number): boolean {
    return this.below(2 ** 30) < probability * 2 ** 30;
  }
}
