import type { Secret } from '../secret.ts';
import type { ListTurn, SharedList, SharedPolls } from '../shared-state.ts';
import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';
import type { Leases } from './leases.ts';
import { digestName, type Sealing } from './sealing.ts';

/** How long what was seen of a list is kept for those who come back, as in one process alone. */
const KEPT_MS = 600_000;

const TURN = script(`
local leader = redis.call('GET', KEYS[1])
local leads = 0
if not leader or leader == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  leads = 1
end
local seen = redis.call('HMGET', KEYS[2], 'version', 'summary')
if not seen[1] then return {leads} end
if seen[1] == ARGV[3] then return {leads, seen[2]} end
return {leads, seen[2], redis.call('HGET', KEYS[2], 'rows')}`);

const TELL = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], 'version', ARGV[3], 'summary', ARGV[4])
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[2], 'rows', ARGV[5])
  redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[2])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`);

const LEAVE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`);

/** Lists that are followed, polled by the replica that holds their lease. */
export class RedisPolls implements SharedPolls {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #leases: Leases;

  constructor(door: RedisDoor, sealing: Sealing, leases: Leases) {
    this.#door = door;
    this.#sealing = sealing;
    this.#leases = leases;
  }

  open(secret: Secret, list: string, leaseMs: number, heard: () => void): SharedList {
    return new RedisList(this.#door, this.#sealing, this.#leases, secret, list, leaseMs, heard);
  }

  wrote(list: string): void {
    this.#door.tellAll(digestName('wrote', list));
  }

  onWrite(list: string, heard: () => void): () => void {
    return this.#door.listeners.add(digestName('wrote', list), heard);
  }
}

class RedisList implements SharedList {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #leases: Leases;
  readonly #secret: Secret;
  readonly #lease: string;
  readonly #seen: string;
  readonly #leaseMs: number;
  readonly #unlisten: () => void;
  /** The state whose rows the others can have. */
  #told: string | null = null;

  constructor(
    door: RedisDoor,
    sealing: Sealing,
    leases: Leases,
    secret: Secret,
    list: string,
    leaseMs: number,
    heard: () => void,
  ) {
    this.#door = door;
    this.#sealing = sealing;
    this.#leases = leases;
    this.#secret = secret;
    this.#leaseMs = leaseMs;
    this.#lease = sealing.name(secret, 'polling', list);
    this.#seen = sealing.name(secret, 'seen', list);
    // Who polls is told, too, of what it has seen itself.
    this.#unlisten = door.listeners.add(this.#seen, () => {
      if (this.#told === null) heard();
    });
  }

  async turn(version: string | null): Promise<ListTurn> {
    const { replica } = this.#door;
    const args = [replica, this.#leaseMs, version === null ? '' : this.#versionName(version)];
    const reply = (await this.#door.run(TURN, [this.#lease, this.#seen], args)) as
      | [number, string?, string?]
      | undefined;
    // Alone, it polls, and has told nobody of anything.
    if (reply === undefined) return this.#alone();
    const [leads, summary, rows] = reply;
    if (leads === 1) this.#leases.hold(this.#lease, replica, this.#leaseMs);
    else this.#leases.drop(this.#lease, replica);
    if (leads !== 1 || summary === undefined) this.#told = null;
    const opened = summary === undefined ? null : this.#sealing.open(this.#secret, this.#seen, summary);
    if (opened === null) return { leads: leads === 1, seen: null };
    const openedRows = rows == null ? null : this.#sealing.open(this.#secret, this.#seen, rows);
    return { leads: leads === 1, seen: { summary: opened, rows: openedRows } };
  }

  tell(version: string, summary: string, rows: () => string, picture: () => string): void {
    void this.#tell(version, summary, rows, picture);
  }

  async recall(version: string): Promise<string | null> {
    const name = this.#versionName(version);
    const sealed = await this.#door.get(name);
    return typeof sealed === 'string' ? this.#sealing.open(this.#secret, name, sealed) : null;
  }

  close(): void {
    this.#unlisten();
    this.#leases.drop(this.#lease, this.#door.replica);
    void this.#door.run(LEAVE, [this.#lease], [this.#door.replica]);
  }

  async #tell(version: string, summary: string, rows: () => string, picture: () => string): Promise<void> {
    const name = this.#versionName(version);
    const isNew = this.#told !== version;
    const seal = (under: string, text: string) => this.#sealing.seal(this.#secret, under, text);
    const texts = isNew ? [seal(this.#seen, rows()), seal(name, picture())] : ['', ''];
    const args = [this.#door.replica, KEPT_MS, name, seal(this.#seen, summary), ...texts];
    const reply = await this.#door.run(TELL, [this.#lease, this.#seen, name], args);
    this.#told = reply === 1 ? version : null;
    if (reply === 1 && isNew) this.#door.tellAll(this.#seen);
  }

  #alone(): ListTurn {
    this.#told = null;
    return { leads: true, seen: null };
  }

  #versionName(version: string): string {
    return this.#sealing.name(this.#secret, 'picture', `${this.#seen} ${version}`);
  }
}
