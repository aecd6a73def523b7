/** The simulator's idea of the time. It may be wrong on purpose, as a server's clock can be. */
export class Clock {
  /** How far ahead of the machine's clock, in milliseconds; negative is behind. */
  offsetMs = 0;

  /** Milliseconds since 1970, as the simulator sees it. */
  now(): number {
    return Date.now() + this.offsetMs;
  }
}
