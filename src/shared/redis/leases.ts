import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';

/** What a replica holds is free again so long after it has died, where nothing else is said. */
export const LEASE_MS = 3_000;
/** A lease is renewed when so much of it has passed. */
const RENEWAL_SHARE = 1 / 3;
const LOOK_MS = 100;

const RENEW = script(`
for i, key in ipairs(KEYS) do
  local held, token = redis.call('GET', key), ARGV[2 * i - 1]
  if held and string.sub(held, 1, #token) == token then redis.call('PEXPIRE', key, ARGV[2 * i]) end
end
return 1`);

interface Held {
  readonly token: string;
  readonly ms: number;
  renewAt: number;
}

/** Keeps what this replica holds in Redis from expiring while it lives. */
export class Leases {
  readonly #door: RedisDoor;
  readonly #held = new Map<string, Held>();
  readonly #timer: NodeJS.Timeout;

  constructor(door: RedisDoor) {
    this.#door = door;
    this.#timer = setInterval(() => this.#renew(), LOOK_MS).unref();
  }

  /** @param token what stands under the key as long as this replica holds it, or how that begins */
  hold(key: string, token: string, ms = LEASE_MS): void {
    this.#held.set(key, { token, ms, renewAt: performance.now() + ms * RENEWAL_SHARE });
  }

  drop(key: string, token: string): void {
    if (this.#held.get(key)?.token === token) this.#held.delete(key);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #renew(): void {
    const now = performance.now();
    const due = [...this.#held].filter(([, { renewAt }]) => renewAt <= now);
    if (due.length === 0) return;
    for (const [, held] of due) held.renewAt = now + held.ms * RENEWAL_SHARE;
    const keys = due.map(([key]) => key);
    void this.#door.run(
      RENEW,
      keys,
      due.flatMap(([, { token, ms }]) => [token, ms]),
    );
  }
}
