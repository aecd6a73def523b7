import { randomUUID } from 'node:crypto';
import { keptWindowMs } from '../../memory/call-log.ts';
import { OwnRates, type Pace, turnIn } from '../own-rates.ts';
import { type Patience, waitFor } from '../patience.ts';
import { type RateLimit, type Rates, TooSoon } from '../rates.ts';
import type { Secret } from '../secret.ts';
import type { RedisDoor } from './connection/door.ts';
import { LEARN, LIMITS, NOTE, TURN } from './rate-scripts.ts';
import type { Replicas } from './replicas.ts';
import type { Sealing } from './sealing.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How long a replica believes that no other has learnt a limit for a credential. */
const LOOK_MS = 5_000;

interface Known {
  epoch: string;
  lookedAt: number;
  /** When calls left, or will leave, of which Redis could not be told. */
  untold: number[];
}

/** Rates that all replicas keep together. While Redis is away, each takes its share. */
export class RedisRates implements Rates {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #replicas: Replicas;
  readonly #own: OwnRates;
  readonly #known = new WeakMap<Pace, Known>();
  /** Of what Redis has not been told, the log that it belongs to. */
  readonly #catchingUp = new Map<Known, { readonly calls: string; readonly longest: number }>();
  #calls = 0;

  constructor(door: RedisDoor, sealing: Sealing, replicas: Replicas, set: RateLimit | undefined) {
    this.#door = door;
    this.#sealing = sealing;
    this.#replicas = replicas;
    this.#own = new OwnRates(set);
  }

  turn(secret: Secret, deadline: number, signal: Patience): Promise<void> | undefined {
    const pace = this.#own.paceOf(secret.identity);
    const known = this.#known.get(pace) ?? { epoch: '', lookedAt: Number.NEGATIVE_INFINITY, untold: [] };
    this.#known.set(pace, known);
    if (performance.now() - known.lookedAt > LOOK_MS) {
      known.lookedAt = performance.now();
      void this.#look(secret, pace);
    }
    if (pace.limits.length === 0) return turnIn(pace.log, [], deadline, signal);
    return this.#turn(secret, pace, known, deadline, signal);
  }

  learn(secret: Secret, limit: RateLimit): void {
    this.#own.learn(secret, limit);
    void this.#door.run(LEARN, [this.#sealing.name(secret, 'limits', '')], [limit.windowMs, limit.calls, DAY_MS]);
  }

  /** Tells of the calls that were made while Redis was away. */
  async catchUp(): Promise<void> {
    for (const [known, { calls, longest }] of this.#catchingUp) {
      this.#catchingUp.delete(known);
      await this.#note(calls, known.untold.splice(0), longest);
    }
  }

  async #turn(secret: Secret, pace: Pace, known: Known, deadline: number, signal: Patience): Promise<void> {
    const { log, limits } = pace;
    const keys = ['calls', 'epoch'].map((kind) => this.#sealing.name(secret, kind, ''));
    const windows = limits.flatMap((limit) => [limit.calls, keptWindowMs(limit)]);
    const longest = Math.max(...limits.map(keptWindowMs));
    for (;;) {
      const asked = performance.now();
      const member = `${this.#door.replica}/${++this.#calls}`;
      const args = [known.epoch, randomUUID(), DAY_MS, deadline - asked, member, ...windows];
      const reply = (await this.#door.run(TURN, keys, args)) as [number, string] | undefined;
      if (reply === undefined) {
        const turn = turnIn(log, this.#share(limits), deadline, signal);
        known.untold.push(...log.since(asked).slice(-1));
        this.#catchingUp.set(known, { calls: keys[0]!, longest });
        return turn;
      }
      const [kind, text] = reply;
      if (kind === 2) throw new TooSoon(Number(text));
      if (kind === 1) {
        const waitMs = Number(text);
        log.note(performance.now() + waitMs);
        return waitMs > 0 ? waitFor(waitMs, signal) : undefined;
      }
      known.untold.length = 0;
      await this.#note(keys[0]!, log.since(asked - longest), longest);
      known.epoch = text;
    }
  }

  /** Tells Redis of calls that it does not know. */
  async #note(calls: string, times: readonly number[], longest: number): Promise<void> {
    const now = performance.now();
    const ages = times.map((at) => now - at).filter((age) => age < longest);
    if (ages.length === 0) return;
    const name = `${this.#door.replica}/${++this.#calls}`;
    await this.#door.tellLate(NOTE, [calls], [Math.ceil(longest * 2), name, ...ages]);
  }

  /** What one replica may take by itself. */
  #share(limits: readonly RateLimit[]): readonly RateLimit[] {
    const { count } = this.#replicas;
    return limits.map(({ calls, windowMs }) => ({ calls: Math.max(1, Math.floor(calls / count)), windowMs }));
  }

  /** What other replicas have learnt. */
  async #look(secret: Secret, pace: Pace): Promise<void> {
    const reply = await this.#door.run(LIMITS, [this.#sealing.name(secret, 'limits', '')], []);
    if (!Array.isArray(reply)) return;
    for (let at = 0; at + 1 < reply.length; at += 2)
      pace.learn({ windowMs: Number(reply[at]), calls: Number(reply[at + 1]) });
  }
}
