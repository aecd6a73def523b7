import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';

const BEAT_MS = 2_000;
const GONE_MS = 10_000;
const NAME = 'cfw-graphql:replicas';

const BEAT = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])`);

const LEAVE = script(`return redis.call('ZREM', KEYS[1], ARGV[1])`);

/** How many replicas there are, this one among them; of late, while Redis is away. */
export class Replicas {
  readonly #door: RedisDoor;
  readonly #timer: NodeJS.Timeout;
  readonly #unlisten: () => void;
  count = 1;

  constructor(door: RedisDoor) {
    this.#door = door;
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS).unref();
    this.#unlisten = door.listeners.add(NAME, () => void this.#beat());
  }

  /** This replica is there: the others count anew. */
  async come(): Promise<void> {
    await this.#beat();
    this.#door.tellAll(NAME);
  }

  /** This replica is there no more. */
  async leave(): Promise<void> {
    clearInterval(this.#timer);
    this.#unlisten();
    await this.#door.run(LEAVE, [NAME], [this.#door.replica]);
    this.#door.tellAll(NAME);
  }

  async #beat(): Promise<void> {
    const count = await this.#door.run(BEAT, [NAME], [this.#door.replica, GONE_MS]);
    // One that is new after a flush knows of nobody yet.
    if (typeof count === 'number') this.count = Math.max(1, count);
  }
}
