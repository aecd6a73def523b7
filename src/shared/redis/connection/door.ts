import { randomUUID } from 'node:crypto';
import { faultOf } from './faults.ts';
import { ALL, channelOf, Lines } from './lines.ts';
import { Listeners } from './listeners.ts';
import { rehearse } from './rehearsal.ts';
import { evaluate, type Script } from './script.ts';
import { within } from './within.ts';

/** How often it is tried whether it is back. */
const PROBE_MS = 500;
/** The start waits for Redis no longer than this. */
const FIRST_WAIT_MS = 1_000;

/** Tells of Redis: null: it answers; else what is wrong with it, as `faultOf` tells it. */
export type Told = (fault: string | null) => void;

/**
 * The door to one Redis or Valkey. While that is away, slow or refuses, everything asked of it is undefined at once, and
 * nothing waits in a queue; it is tried in the background until it is back.
 */
export class RedisDoor {
  /** Tells this replica from any other. */
  readonly replica = randomUUID();
  readonly #lines: Lines;
  readonly #told: Told;
  /** Those who wait to be told of a name by another replica. */
  readonly listeners = new Listeners();
  #beforeBack: () => Promise<unknown> = async () => undefined;
  #isThere = false;
  /** What was wrong last. */
  #fault = 'ETIMEDOUT';
  #isProbed = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(url: string, told: Told) {
    this.#told = told;
    this.#lines = new Lines(url, PROBE_MS, (error, isCommands) => {
      // Without news for a while everything is polled for, so that nothing more needs to be done.
      if (isCommands) this.#wentAway(faultOf(error));
      else this.#fault = faultOf(error);
    });
  }

  /** Opens the door; what stands behind it may be away. */
  static async open(url: string, told: Told): Promise<RedisDoor> {
    const door = new RedisDoor(url, told);
    const probed = door.#lines.connect().then(() => door.#probe());
    let late: NodeJS.Timeout | undefined;
    await Promise.race([probed, new Promise((resolve) => (late = setTimeout(resolve, FIRST_WAIT_MS)))]);
    clearTimeout(late);
    if (!door.#isThere) door.#told(door.#fault);
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
    return this.#within(evaluate(this.#lines.commands, script, keys, args), late);
  }

  /** Runs a script also before Redis counts as back. */
  async tellLate(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<void> {
    await this.#within(evaluate(this.#lines.commands, script, keys, args));
  }

  async get(key: string): Promise<string | null | undefined> {
    return this.#isThere ? this.#within(this.#lines.commands.get(key)) : undefined;
  }

  /** Keeps a text for so long; also before Redis counts as back. */
  async set(key: string, text: string, ms: number): Promise<boolean> {
    return (
      (await this.#within(this.#lines.commands.set(key, text, { expiration: { type: 'PX', value: ms } }))) === 'OK'
    );
  }

  /** Tells a replica the name of what it waits for. */
  tell(replica: string, message: string): void {
    if (this.#isThere) void this.#within(this.#lines.commands.publish(channelOf(replica), message));
  }

  /** Tells all replicas, this one too. */
  tellAll(message: string): void {
    if (this.#isThere) void this.#within(this.#lines.commands.publish(ALL, message));
  }

  /** Closes it when what it was asked has been done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    if (this.#isThere) await this.#within(this.#lines.commands.ping());
    this.#isThere = false;
    this.#lines.close();
  }

  #within<Reply>(reply: Promise<Reply>, late?: (reply: Reply) => void): Promise<Reply | undefined> {
    return within(reply, (fault) => this.#wentAway(fault), late);
  }

  #wentAway(fault: string): void {
    this.#fault = fault;
    if (!this.#isThere) return;
    this.#isThere = false;
    if (!this.#isClosed) this.#told(fault);
  }

  async #probe(): Promise<void> {
    if (this.#isThere || this.#isProbed || this.#isClosed || !this.#lines.commands.isReady) return;
    this.#isProbed = true;
    try {
      const own = channelOf(this.replica);
      const done = await this.#within(rehearse(this.#lines.commands, `cfw-graphql:probe:${this.replica}`, own));
      if (done === undefined) {
        // It may be read, but not written: the name of the URL may lead to another by now.
        if (this.#fault === 'READONLY') this.#lines.hangUp();
        return;
      }
      await this.#lines.listen([own, ALL], (message) => this.listeners.tell(message));
      await this.#beforeBack();
      if (this.#isClosed) return;
      this.#isThere = true;
      this.#told(null);
    } catch (error) {
      // It is tried again.
      this.#fault = faultOf(error);
    } finally {
      this.#isProbed = false;
    }
  }
}
