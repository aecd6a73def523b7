import { randomUUID } from 'node:crypto';
import { clientOf } from './client.ts';
import { Listeners } from './listeners.ts';
import { evaluate, type Script } from './script.ts';
import { within } from './within.ts';

/** How often it is tried whether it is back. */
const PROBE_MS = 500;
/** The start waits for Redis no longer than this. */
const FIRST_WAIT_MS = 1_000;
/** Where all replicas are told something. */
const ALL = 'cfw-graphql:news';

/** Tells of Redis: whether it answers. */
export type Told = (isThere: boolean) => void;

/**
 * The door to one Redis or Valkey. While that is away, slow or refuses, everything asked of it is undefined at once, and
 * nothing waits in a queue; it is tried in the background until it is back.
 */
export class RedisDoor {
  /** Tells this replica from any other. */
  readonly replica = randomUUID();
  readonly #commands;
  readonly #news;
  readonly #told: Told;
  /** Those who wait to be told of a name by another replica. */
  readonly listeners = new Listeners();
  #beforeBack: () => Promise<unknown> = async () => undefined;
  #isThere = false;
  #isProbed = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(url: string, told: Told) {
    this.#told = told;
    this.#commands = clientOf(url, PROBE_MS);
    this.#news = this.#commands.duplicate({ disableOfflineQueue: false });
    this.#commands.on('error', () => this.#wentAway());
    // Without news everything is polled for, so that nothing more needs to be done.
    this.#news.on('error', () => undefined);
  }

  /** Opens the door; what stands behind it may be away. */
  static async open(url: string, told: Told): Promise<RedisDoor> {
    const door = new RedisDoor(url, told);
    const connected = door.#commands.connect().catch(() => undefined);
    door.#news
      .connect()
      .then(() => door.#news.subscribe([door.replica, ALL], (message) => door.listeners.tell(message)))
      .catch(() => undefined);
    let late: NodeJS.Timeout | undefined;
    await Promise.race([connected, new Promise((resolve) => (late = setTimeout(resolve, FIRST_WAIT_MS)))]);
    clearTimeout(late);
    await door.#probe();
    if (!door.#isThere) door.#told(false);
    door.#timer = setInterval(() => void door.#probe(), PROBE_MS).unref();
    return door;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** What is done when Redis is back, before it is used again. */
  set beforeBack(work: () => Promise<unknown>) {
    this.#beforeBack = work;
  }

  /**
   * Runs a script; undefined when Redis is away.
   *
   * @param late told of a reply that came when nobody waited for it any more
   */
  async run(
    script: Script,
    keys: readonly string[],
    args: readonly (string | number)[],
    late?: (reply: unknown) => void,
  ): Promise<unknown> {
    if (!this.#isThere) return undefined;
    return this.#within(evaluate(this.#commands, script, keys, args), late);
  }

  /** Runs a script also before Redis counts as back. */
  async tellLate(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<void> {
    await this.#within(evaluate(this.#commands, script, keys, args));
  }

  async get(key: string): Promise<string | null | undefined> {
    return this.#isThere ? this.#within(this.#commands.get(key)) : undefined;
  }

  /** Keeps a text for so long; also before Redis counts as back. */
  async set(key: string, text: string, ms: number): Promise<boolean> {
    return (await this.#within(this.#commands.set(key, text, { expiration: { type: 'PX', value: ms } }))) === 'OK';
  }

  /** Tells a replica the name of what it waits for. */
  tell(replica: string, message: string): void {
    if (this.#isThere) void this.#within(this.#commands.publish(replica, message));
  }

  /** Tells all replicas, this one too. */
  tellAll(message: string): void {
    this.tell(ALL, message);
  }

  /** Closes it when what it was asked has been done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    if (this.#isThere) await this.#within(this.#commands.ping());
    this.#isThere = false;
    for (const client of [this.#commands, this.#news]) client.destroy();
  }

  #within<Reply>(reply: Promise<Reply>, late?: (reply: Reply) => void): Promise<Reply | undefined> {
    return within(reply, () => this.#wentAway(), late);
  }

  #wentAway(): void {
    if (!this.#isThere) return;
    this.#isThere = false;
    if (!this.#isClosed) this.#told(false);
  }

  /** Writes something, so that one that is full or may only be read does not count as there. */
  async #probe(): Promise<void> {
    if (this.#isThere || this.#isProbed || this.#isClosed || !this.#commands.isReady) return;
    this.#isProbed = true;
    try {
      await this.#commands.set(`cfw-graphql:probe:${this.replica}`, '1', { expiration: { type: 'PX', value: 1_000 } });
      await this.#beforeBack();
      if (this.#isClosed) return;
      this.#isThere = true;
      this.#told(true);
    } catch {
      // It is tried again.
    } finally {
      this.#isProbed = false;
    }
  }
}
