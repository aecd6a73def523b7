import { RecentMap } from '../../memory/recent-map.ts';
import type { LeavingSignal } from '../../runtime/leaving.ts';
import { MAX_CREDENTIALS, OwnRates, type Pace, turnIn } from '../own-rates.ts';
import type { RateLimit, Rates } from '../rates.ts';
import type { Secret } from '../secret.ts';
import type { RedisDoor } from './connection/door.ts';
import { DAY_MS, RateLog } from './rate-log.ts';
import { LEARN } from './rate-scripts.ts';
import type { Replicas } from './replicas.ts';
import type { Sealing } from './sealing.ts';

/** Rates that all replicas keep together. While Redis is away, each takes its share. */
export class RedisRates implements Rates {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #replicas: Replicas;
  readonly #own: OwnRates;
  readonly #logs = new WeakMap<Pace, RateLog>();
  readonly #byLimits = new RecentMap<string, RateLog>(MAX_CREDENTIALS);

  constructor(door: RedisDoor, sealing: Sealing, replicas: Replicas, set: RateLimit | undefined) {
    this.#door = door;
    this.#sealing = sealing;
    this.#replicas = replicas;
    this.#own = new OwnRates(set);
    door.listeners.anything = (name) => void this.#byLimits.get(name)?.look();
  }

  turn(secret: Secret, deadline: number, signal: LeavingSignal): Promise<void> | undefined {
    const pace = this.#own.paceOf(secret.identity);
    const log = this.#logOf(secret, pace);
    if (log.isOld) void log.look();
    if (pace.limits.length === 0) return turnIn(pace.log, [], deadline, signal);
    return log.turn(deadline, signal, this.#replicas.count);
  }

  learn(secret: Secret, limit: RateLimit): void {
    const pace = this.#own.paceOf(secret.identity);
    pace.learn(limit);
    void this.#teach(this.#logOf(secret, pace).limits, limit);
  }

  /** Tells of the calls that were made while Redis was away. */
  async catchUp(): Promise<void> {
    for (const log of [...this.#byLimits.values()]) await log.catchUp();
  }

  async #teach(limits: string, { calls, windowMs }: RateLimit): Promise<void> {
    await this.#door.run(LEARN, [limits], [windowMs, calls, DAY_MS]);
    // The others have made calls, too, of which Redis knows nothing before they hear of it.
    this.#door.tellAll(limits);
  }

  #logOf(secret: Secret, pace: Pace): RateLog {
    let log = this.#logs.get(pace);
    if (log === undefined) {
      log = new RateLog(this.#door, pace, (kind) => this.#sealing.name(secret, kind, ''));
      this.#logs.set(pace, log);
      this.#byLimits.set(log.limits, log);
    }
    return log;
  }
}
