/** One change of what CFW holds, as the control door tells it. */
export interface Effect {
  readonly id: number;
  /** The vendor's name of the call that brought it about, and that call's request id. */
  readonly operation: string;
  readonly requestId: string;
  readonly firewallId: string;
  /** Of list entries alone. */
  readonly objectId?: string;
  /** Of the rows that were made, changed, stopped or deleted. */
  readonly ids: readonly string[];
  /** Milliseconds since 1970, by the clock of CFW's life. */
  readonly at: number;
}

/** All effects of writes, in their order: what really happened, whatever was answered. */
export class EffectLog {
  #effects: Effect[] = [];
  #next = 0;

  add(effect: Omit<Effect, 'id'>): void {
    this.#effects.push({ id: this.#next++, ...effect });
  }

  read(): readonly Effect[] {
    return this.#effects;
  }

  /** Reads and empties the log in one step. */
  take(): readonly Effect[] {
    const taken = this.#effects;
    this.#effects = [];
    return taken;
  }
}
