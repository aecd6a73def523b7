import { createHash } from 'node:crypto';
import type { Secret } from '../secret.ts';
import type { Claim, SharedOutcomes } from '../shared-state.ts';
import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';
import { LEASE_MS, type Leases } from './leases.ts';
import type { Sealing } from './sealing.ts';

const DAY_MS = 24 * 60 * 60_000;

const CLAIM = script(`
local known = redis.call('HMGET', KEYS[1], 'wish', 'outcome')
if not known[1] then
  redis.call('HSET', KEYS[1], 'wish', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
  return {'mine'}
end
if known[1] ~= ARGV[1] then return {'otherWish'} end
if known[2] then return {'kept', known[2]} end
if redis.call('EXISTS', KEYS[2]) == 1 then return {'underWay'} end
return {'lost'}`);

const KEEP = script(`
redis.call('DEL', KEYS[2])
if ARGV[1] == '' then return redis.call('DEL', KEYS[1]) end
redis.call('HSET', KEYS[1], 'wish', ARGV[2], 'outcome', ARGV[1])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`);

/** Outcomes of writes by their idempotency keys, over all replicas, for 24 hours. */
export class RedisOutcomes implements SharedOutcomes {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #leases: Leases;

  constructor(door: RedisDoor, sealing: Sealing, leases: Leases) {
    this.#door = door;
    this.#sealing = sealing;
    this.#leases = leases;
  }

  async claim(secret: Secret, key: string, wish: string): Promise<Claim> {
    const [name, lease] = this.#namesOf(secret, key);
    const { replica } = this.#door;
    const args = [digestOf(secret, wish), replica, DAY_MS, LEASE_MS];
    const reply = (await this.#door.run(CLAIM, [name, lease], args)) as [Claim['kind'], string?] | undefined;
    if (reply === undefined) return { kind: 'alone' };
    const [kind, sealed = ''] = reply;
    if (kind === 'mine') this.#leases.hold(lease, replica);
    if (kind !== 'kept') return { kind };
    const outcome = this.#sealing.open(secret, name, sealed);
    return outcome === null ? { kind: 'lost' } : { kind, outcome };
  }

  async keep(secret: Secret, key: string, wish: string, outcome: string | null): Promise<void> {
    const [name, lease] = this.#namesOf(secret, key);
    this.#leases.drop(lease, this.#door.replica);
    const sealed = outcome === null ? '' : this.#sealing.seal(secret, name, outcome);
    await this.#door.run(KEEP, [name, lease], [sealed, digestOf(secret, wish), DAY_MS]);
  }

  #namesOf(secret: Secret, key: string): readonly [string, string] {
    return [this.#sealing.name(secret, 'outcome', key), this.#sealing.name(secret, 'writing', key)];
  }
}

function digestOf(secret: Secret, wish: string): string {
  return createHash('sha256').update(secret.derive('wishes')).update(wish).digest('base64url');
}
