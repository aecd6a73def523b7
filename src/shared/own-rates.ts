import { CallLog } from '../memory/call-log.ts';
import { RecentMap } from '../memory/recent-map.ts';
import { type LeavingSignal, waitFor } from '../runtime/leaving.ts';
import { type RateLimit, type Rates, TooSoon } from './rates.ts';

/** The paces of so many credentials are known at a time. */
export const MAX_CREDENTIALS = 1024;
/** A limit is believed for so long after CFW has named it last. */
const BELIEVED_MS = 24 * 60 * 60_000;

/** What is known of the calls of one credential. */
export class Pace {
  readonly log = new CallLog();
  readonly #set: RateLimit | undefined;
  /** Limits by their windows, each with when it was learnt: CFW has several policies, such as by user and by address. */
  readonly #learnt = new Map<number, { readonly limit: RateLimit; readonly at: number }>();
  #limits: readonly RateLimit[];

  constructor(set: RateLimit | undefined) {
    this.#set = set;
    this.#limits = set === undefined ? [] : [set];
  }

  get limits(): readonly RateLimit[] {
    return this.#limits;
  }

  learn(limit: RateLimit): void {
    const now = performance.now();
    this.#learnt.set(limit.windowMs, { limit, at: now });
    for (const [window, { at }] of this.#learnt) if (at < now - BELIEVED_MS) this.#learnt.delete(window);
    const learnt = [...this.#learnt.values()].map((known) => known.limit);
    // What CFW says of a window is nearer the truth than what an operator has set for it.
    const set = this.#set !== undefined && !this.#learnt.has(this.#set.windowMs) ? [this.#set] : [];
    this.#limits = [...set, ...learnt];
  }
}

/** The rates of this process alone. */
export class OwnRates implements Rates {
  readonly #set: RateLimit | undefined;
  readonly #paces = new RecentMap<string, Pace>(MAX_CREDENTIALS);

  /** @param set what every credential is allowed from the start (`UPSTREAM_RATE`) */
  constructor(set: RateLimit | undefined) {
    this.#set = set;
  }

  turn(
    { identity }: { readonly identity: string },
    deadline: number,
    signal: LeavingSignal,
  ): Promise<void> | undefined {
    const { log, limits } = this.paceOf(identity);
    return turnIn(log, limits, deadline, signal);
  }

  learn({ identity }: { readonly identity: string }, limit: RateLimit): void {
    this.paceOf(identity).learn(limit);
  }

  paceOf(identity: string): Pace {
    let pace = this.#paces.get(identity);
    if (pace === undefined) {
      pace = new Pace(this.#set);
      this.#paces.set(identity, pace);
    }
    return pace;
  }
}

/** Takes the next turn that the limits allow, and waits for it. @throws TooSoon */
export function turnIn(
  log: CallLog,
  limits: readonly RateLimit[],
  deadline: number,
  signal: LeavingSignal,
): Promise<void> | undefined {
  const now = performance.now();
  const at = log.next(limits, now);
  if (at > now && at >= deadline) throw new TooSoon(at - now);
  log.note(at);
  return at > now ? waitUnlessLeft(at - now, signal, () => log.forget(at)) : undefined;
}

/**
 * Waits for a turn, or until nobody needs it any more: whoever sends then notices that by the signal.
 *
 * @param left told in the latter case
 */
export async function waitUnlessLeft(ms: number, signal: LeavingSignal, left: () => void): Promise<void> {
  await waitFor(ms, signal);
  if (signal.aborted) left();
}
