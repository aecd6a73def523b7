import type { Secret } from '../secret.ts';
import type { SharedTrials } from '../shared-state.ts';
import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';
import type { Sealing } from './sealing.ts';
import { Untold } from './untold.ts';

/** As one process alone does it: three refusals in a row, then a pause (cfw-api 3.2). */
const MAX_REFUSALS = 3;
const PAUSE_MS = 5 * 60_000;
/** An attempt of a replica that has died is forgotten after this. */
const TRIAL_MS = 30_000;

const ENTER = script(`
local refusals = tonumber(redis.call('GET', KEYS[1]) or '0')
if refusals >= tonumber(ARGV[2]) then return redis.call('PTTL', KEYS[1]) end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], 0, now)
if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
if refusals + redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return -1`);

const LEAVE = script(`
redis.call('ZREM', KEYS[2], ARGV[1])
if ARGV[2] == 'accepted' then redis.call('DEL', KEYS[1]) end
if ARGV[2] == 'refused' then
  redis.call('INCR', KEYS[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1`);

interface Outcome {
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** The bad signatures of a key, counted over all replicas. */
export class RedisTrials implements SharedTrials {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  /** What has come of attempts, and Redis could not be told. */
  readonly #untold = new Untold<Outcome>();

  constructor(door: RedisDoor, sealing: Sealing) {
    this.#door = door;
    this.#sealing = sealing;
  }

  async enter(secret: Secret, projectId: string): Promise<'in' | 'wait' | { readonly pausedMs: number }> {
    const args = [this.#sealing.name(secret, 'project', projectId), MAX_REFUSALS, TRIAL_MS];
    const reply = await this.#door.run(ENTER, this.#keysOf(secret), args, (late) => {
      if (late === -1) this.leave(secret, projectId, null);
    });
    if (reply === undefined || reply === -1) return 'in';
    return reply === 0 ? 'wait' : { pausedMs: reply as number };
  }

  leave(secret: Secret, projectId: string, accepted: boolean | null): void {
    const outcome = accepted === null ? 'unknown' : accepted ? 'accepted' : 'refused';
    const args = [this.#sealing.name(secret, 'project', projectId), outcome, PAUSE_MS];
    void this.#leave({ keys: this.#keysOf(secret), args });
  }

  /** Tells what came of attempts while Redis was away, so that nobody waits for them. */
  async catchUp(): Promise<void> {
    for (const { keys, args } of this.#untold.take()) await this.#door.tellLate(LEAVE, keys, args);
  }

  async #leave(outcome: Outcome): Promise<void> {
    const reply = await this.#door.run(LEAVE, outcome.keys, outcome.args);
    if (reply === undefined) this.#untold.add(outcome);
  }

  #keysOf(secret: Secret): readonly string[] {
    return ['refusals', 'trials'].map((kind) => this.#sealing.name(secret, kind, ''));
  }
}
