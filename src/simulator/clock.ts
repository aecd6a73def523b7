/** The simulator's idea of the time. It may be wrong on purpose, as a server's clock can be. */
export class Clock {
  /** How far ahead of the machine's clock, in milliseconds; negative is behind. */
  offsetMs = 0;
  /** How much more time has passed for what CFW holds: captures and late effects, but no token and no signature. */
  passedMs = 0;

  /** Milliseconds since 1970, as the simulator sees it. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Milliseconds since 1970 in the life of captures and late effects. */
  lifeNow(): number {
    return this.now() + this.passedMs;
  }
}
