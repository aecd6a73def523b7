import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptWindowMs, type RateLimit } from '../../memory/call-log.ts';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { type Pace, turnIn, waitUnlessLeft } from '../own-rates.ts';
import { TooSoon } from '../rates.ts';
import type { RedisDoor } from './connection/door.ts';
import { FORGET, JOIN, LIMITS, NOTE, TURN } from './rate-scripts.ts';

export const DAY_MS = 24 * 60 * 60_000;
/** How long a replica believes that no other has learnt a limit, where it was not told. */
const LOOK_MS = 5_000;
/** So long others take at most to tell what has been lost, if Redis is well. */
const OTHERS_TELL_MS = 100;

/** What all replicas know of one credential's calls. */
export class RateLog {
  /** Where its limits are kept, and what is told when there is a new one. */
  readonly limits: string;
  readonly #door: RedisDoor;
  readonly #pace: Pace;
  readonly #keys: readonly [calls: string, epoch: string];
  /** Which log of calls has been told of this replica's own; empty for none. */
  #joined = '';
  #joining: Promise<void> | null = null;
  /** When calls left, or will leave, of which Redis could not be told. */
  #untold: number[] = [];
  #members = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param nameOf makes the names of what is in Redis */
  constructor(door: RedisDoor, pace: Pace, nameOf: (kind: string) => string) {
    this.#door = door;
    this.#pace = pace;
    this.#keys = [nameOf('calls'), nameOf('epoch')];
    this.limits = nameOf('limits');
  }

  /** Whether others may have learnt something since it was looked last. */
  get isOld(): boolean {
    return performance.now() - this.#lookedAt > LOOK_MS;
  }

  /** Takes the next turn of all replicas, and waits for it. @throws TooSoon */
  async turn(deadline: number, signal: LeavingSignal, replicas: number): Promise<void> {
    const { log, limits } = this.#pace;
    const windows = limits.flatMap((limit) => [limit.calls, keptWindowMs(limit)]);
    for (;;) {
      const member = this.#newName();
      const args = [this.#joined, DAY_MS, deadline - performance.now(), member, ...windows];
      const reply = (await this.#door.run(TURN, this.#keys, args)) as [number, string?] | undefined;
      if (reply === undefined) return this.#turnAlone(limits, deadline, signal, replicas);
      const [kind, text] = reply;
      if (kind === 2) throw new TooSoon(Number(text));
      if (kind === 1) {
        const waitMs = Number(text);
        const at = performance.now() + waitMs;
        log.note(at);
        if (waitMs <= 0) return;
        return waitUnlessLeft(waitMs, signal, () => {
          log.forget(at);
          void this.#door.run(FORGET, this.#keys, [member]);
        });
      }
      await this.#join();
    }
  }

  /** Takes in what other replicas have learnt, and tells of the calls that it concerns. */
  async look(): Promise<void> {
    this.#lookedAt = performance.now();
    const reply = await this.#door.run(LIMITS, [this.limits], []);
    if (!Array.isArray(reply)) return;
    for (let at = 0; at + 1 < reply.length; at += 2)
      this.#pace.learn({ windowMs: Number(reply[at]), calls: Number(reply[at + 1]) });
    if (this.#pace.limits.length > 0) await this.#join();
  }

  /** Tells of the calls that were made while Redis was away. */
  catchUp(): Promise<void> {
    return this.#note(this.#untold.splice(0));
  }

  /** While Redis is away, each replica takes its share. */
  #turnAlone(
    limits: readonly RateLimit[],
    deadline: number,
    signal: LeavingSignal,
    replicas: number,
  ): Promise<void> | undefined {
    const { log } = this.#pace;
    const share = limits.map(({ calls, windowMs }) => ({ calls: Math.max(1, Math.floor(calls / replicas)), windowMs }));
    const turn = turnIn(log, share, deadline, signal);
    this.#untold.push(...log.since(Number.NEGATIVE_INFINITY).slice(-1));
    const most = Math.max(...limits.map(({ calls }) => calls));
    if (this.#untold.length > 2 * most) this.#untold = this.#untold.slice(-most);
    return turn;
  }

  /** Tells Redis of the calls that this replica has made, where it has none of them. */
  #join(): Promise<void> {
    this.#joining ??= this.#joinOnce().finally(() => {
      this.#joining = null;
    });
    return this.#joining;
  }

  async #joinOnce(): Promise<void> {
    const begun = randomUUID();
    const epoch = await this.#door.run(JOIN, this.#keys, [begun, DAY_MS]);
    if (typeof epoch !== 'string' || epoch === this.#joined) return;
    this.#untold.length = 0;
    await this.#note(this.#pace.log.since(Number.NEGATIVE_INFINITY));
    if (epoch === begun && this.#joined !== '') {
      // The log before has been lost: the others tell of their calls before any more are made.
      this.#door.tellAll(this.limits);
      await sleep(OTHERS_TELL_MS);
    }
    this.#joined = epoch;
  }

  /** Tells Redis of calls that it does not know. */
  async #note(times: readonly number[]): Promise<void> {
    const longest = Math.max(0, ...this.#pace.limits.map(keptWindowMs));
    const now = performance.now();
    const ages = times.map((at) => now - at).filter((age) => age < longest);
    if (ages.length === 0) return;
    await this.#door.tellLate(NOTE, this.#keys, [Math.ceil(longest * 2), this.#newName(), ...ages]);
  }

  #newName(): string {
    return `${this.#door.replica}/${++this.#members}`;
  }
}
