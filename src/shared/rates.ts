import type { RateLimit } from '../memory/call-log.ts';
import type { LeavingSignal } from '../runtime/leaving.ts';

export type { RateLimit } from '../memory/call-log.ts';

/** A credential's calls would have to wait for longer than their callers can. */
export class TooSoon extends Error {
  override readonly name = 'TooSoon';
  /** How long until one more call may leave, in milliseconds. */
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('CFW allows no call of this credential yet.');
    this.waitMs = waitMs;
  }
}

/** Keeps the calls of each credential to what CFW allows it. */
export interface Rates {
  /**
   * Waits until a call of the credential may leave; undefined when it may leave now. The order is that of asking.
   *
   * @param deadline by `performance.now()`; rejects with `TooSoon` at once where the turn would come later
   * @throws TooSoon
   */
  turn(credential: { readonly identity: string }, deadline: number, signal: LeavingSignal): Promise<void> | undefined;
  /** CFW has said what it allows the credential. */
  learn(credential: { readonly identity: string }, limit: RateLimit): void;
}
