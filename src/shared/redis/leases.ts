import type { RedisDoor } from './door.ts';
import { script } from './script.ts';

/** What a replica holds is free again so long after it has died. */
export const LEASE_MS = 3_000;
const RENEWAL_MS = LEASE_MS / 3;

const RENEW = script(`
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[i + 1] then redis.call('PEXPIRE', key, ARGV[1]) end
end
return 1`);

/** Keeps what this replica holds in Redis from expiring while it lives. */
export class Leases {
  readonly #door: RedisDoor;
  readonly #held = new Map<string, { readonly token: string; since: number }>();
  readonly #timer: NodeJS.Timeout;

  constructor(door: RedisDoor) {
    this.#door = door;
    this.#timer = setInterval(() => this.#renew(), RENEWAL_MS).unref();
  }

  hold(key: string, token: string): void {
    this.#held.set(key, { token, since: performance.now() });
  }

  drop(key: string, token: string): void {
    if (this.#held.get(key)?.token === token) this.#held.delete(key);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #renew(): void {
    const before = performance.now() - RENEWAL_MS / 2;
    const due = [...this.#held].filter(([, { since }]) => since < before);
    if (due.length === 0) return;
    const keys = due.map(([key]) => key);
    void this.#door.run(RENEW, keys, [LEASE_MS, ...due.map(([, { token }]) => token)]);
  }
}
