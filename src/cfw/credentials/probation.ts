import { setTimeout as sleep } from 'node:timers/promises';
import { CfwError } from '../decoding/errors.ts';

/** CFW locks a key for 5 minutes after more than 5 bad signatures in a row (cfw-api 3.2); we stop well before. */
const MAX_REFUSALS = 3;
const PAUSE_MS = 5 * 60_000;
/** How often it is looked whether the attempts of other replicas have ended. */
const LOOK_MS = 50;

/** The attempts of all replicas. */
export interface OtherTrials {
  enter(projectId: string): Promise<'in' | 'wait' | { readonly pausedMs: number }>;
  leave(projectId: string, accepted: boolean | null): void;
}

/**
 * Keeps a key from being locked. Until CFW has accepted it, and again after each refusal, only a few attempts are on
 * the wire at a time, one per project, and the others wait for what comes of them. After three refusals in a row there
 * is a pause of 5 minutes without any attempt.
 */
export class Probation {
  #accepted = false;
  #refusals = 0;
  #pausedUntil = 0;
  readonly #trials = new Set<string>();
  readonly #others: OtherTrials | undefined;
  #waiting: (() => void)[] = [];

  /** @param others undefined: this process alone */
  constructor(others?: OtherTrials) {
    this.#others = others;
  }

  /** True when attempts need not be entered one by one. */
  get passed(): boolean {
    return this.#accepted;
  }

  /** Waits until an attempt for the project may go out. Throws UNAUTHENTICATED during a pause. */
  async enter(projectId: string, advice: string): Promise<void> {
    for (;;) {
      if (this.#accepted) return;
      this.#endOrKeepPause(advice);
      if (!this.#trials.has(projectId) && this.#refusals + this.#trials.size < MAX_REFUSALS) {
        this.#trials.add(projectId);
        if (this.#others === undefined || (await this.#enterWith(this.#others, projectId))) return;
        continue;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Tells what came of an attempt: accepted, refused, or null when nothing can be said of the key. */
  leave(projectId: string, accepted: boolean | null): void {
    this.#trials.delete(projectId);
    this.#others?.leave(projectId, accepted);
    if (accepted !== null) {
      this.#accepted = accepted;
      this.#refusals = accepted ? 0 : this.#refusals + 1;
      if (this.#refusals >= MAX_REFUSALS) this.#pausedUntil = Date.now() + PAUSE_MS;
    }
    this.#wake();
  }

  /** Whether the attempt may go out as far as other replicas are concerned; when not, some time has passed. */
  async #enterWith(others: OtherTrials, projectId: string): Promise<boolean> {
    const verdict = await others.enter(projectId);
    if (verdict === 'in') return true;
    if (verdict === 'wait') await sleep(LOOK_MS);
    else this.#pausedUntil = Date.now() + verdict.pausedMs;
    this.#trials.delete(projectId);
    this.#wake();
    return false;
  }

  #wake(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #endOrKeepPause(advice: string): void {
    if (this.#pausedUntil === 0) return;
    const remaining = this.#pausedUntil - Date.now();
    if (remaining > 0) {
      throw new CfwError(
        'UNAUTHENTICATED',
        `CFW refused the credentials several times in a row, so that no call is made for another ${Math.ceil(remaining / 1000)} s. ${advice}`,
      );
    }
    this.#pausedUntil = 0;
    this.#refusals = 0;
  }
}
