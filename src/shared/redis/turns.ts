import type { SharedTurns } from '../shared-state.ts';
import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';
import { LEASE_MS, type Leases } from './leases.ts';
import { digestName } from './sealing.ts';

const CLAIM = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 'taken' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'mine'`);

const LEAVE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`);

/** Turns that one replica has at a time, for as long as it lives and holds them. */
export class RedisTurns implements SharedTurns {
  readonly #door: RedisDoor;
  readonly #leases: Leases;

  constructor(door: RedisDoor, leases: Leases) {
    this.#door = door;
    this.#leases = leases;
  }

  async claim(name: string): Promise<'mine' | 'taken' | 'alone'> {
    const key = digestName('turn', name);
    const { replica } = this.#door;
    const reply = await this.#door.run(CLAIM, [key], [replica, LEASE_MS], (late) => {
      if (late === 'mine') this.leave(name);
    });
    if (reply === undefined) return 'alone';
    if (reply === 'mine') this.#leases.hold(key, replica);
    return reply as 'mine' | 'taken';
  }

  leave(name: string): void {
    const key = digestName('turn', name);
    this.#leases.drop(key, this.#door.replica);
    void this.#door.run(LEAVE, [key], [this.#door.replica]);
  }
}
