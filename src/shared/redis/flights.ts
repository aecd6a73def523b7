import { randomUUID } from 'node:crypto';
import type { Patience } from '../patience.ts';
import type { Secret } from '../secret.ts';
import type { SharedFlights, SharedWrites, Ticket } from '../shared-state.ts';
import type { RedisDoor } from './connection/door.ts';
import { script } from './connection/script.ts';
import { LEASE_MS, type Leases } from './leases.ts';
import { digestName, type Sealing } from './sealing.ts';

/** No call takes as long as this, so that a generation that is forgotten then joins nothing older. */
const GENERATION_MS = 3_600_000;
/** How long an answer is kept for those who wait for it. */
const ANSWER_MS = 10_000;
/** How often it is looked whether a call is still under way whose end nobody has told of. */
const LOOK_MS = 500;
/** An answer with more characters is asked for by each replica itself. */
const MAX_ANSWER = 4 * 1024 * 1024;

// Which generation it is, and who makes the call; whoever asks first does. Others leave word where to tell them.
const BOARD = script(`
local generation = redis.call('GET', KEYS[1]) or ''
local flight = KEYS[2] .. ':' .. generation
local leader = redis.call('GET', flight)
if not leader then
  redis.call('SET', flight, ARGV[1], 'PX', ARGV[3])
  return {generation, ARGV[1]}
end
if string.sub(leader, 1, #ARGV[2]) ~= ARGV[2] then
  redis.call('SADD', flight .. ':waiting', ARGV[2])
  redis.call('PEXPIRE', flight .. ':waiting', 600000)
end
return {generation, leader}`);

// Ends the call, and tells who waits for it.
const LAND = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {} end
local waiting = redis.call('SMEMBERS', KEYS[1] .. ':waiting')
redis.call('DEL', KEYS[1], KEYS[1] .. ':waiting')
return waiting`);

/** Calls under way, and the generations that writes begin. */
export class RedisFlights implements SharedFlights, SharedWrites {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #leases: Leases;
  /** Projects that were written to while Redis was away: it is told before it is used again. */
  readonly #untold = new Set<string>();
  /** Calls that have ended, while the others are told. */
  readonly #landing = new Set<Promise<void>>();
  #calls = 0;

  constructor(door: RedisDoor, sealing: Sealing, leases: Leases) {
    this.#door = door;
    this.#sealing = sealing;
    this.#leases = leases;
  }

  async board(secret: Secret, project: string, call: string): Promise<Ticket | null> {
    const { replica } = this.#door;
    const token = `${replica}/${++this.#calls}`;
    const base = this.#sealing.name(secret, 'flight', call);
    const ticketOf = (reply: unknown): Ticket => {
      const [generation, leader] = reply as [string, string];
      return { generation, leads: leader === token, flight: `${base}:${generation}`, token: leader };
    };
    const keys = [digestName('generation', project), base];
    const reply = await this.#door.run(BOARD, keys, [token, replica, LEASE_MS], (late) => {
      // It was made without asking, and nobody is to wait for it.
      const ticket = ticketOf(late);
      if (ticket.leads) this.land(secret, ticket, null);
    });
    if (reply === undefined) return null;
    const ticket = ticketOf(reply);
    if (ticket.leads) this.#leases.hold(ticket.flight, token);
    return ticket;
  }

  land(secret: Secret, ticket: Ticket, answer: (() => string) | null): void {
    this.#leases.drop(ticket.flight, ticket.token);
    const landing = this.#land(secret, ticket, answer).finally(() => this.#landing.delete(landing));
    this.#landing.add(landing);
  }

  /** All replicas know of the calls that have ended by now. */
  async settled(): Promise<void> {
    await Promise.all(this.#landing);
  }

  async answer(secret: Secret, { flight, token }: Ticket, signal: Patience): Promise<string | null> {
    let wake: () => void = () => undefined;
    let isOver = false;
    const unlisten = this.#door.listeners.add(token, () => {
      isOver = true;
      wake();
    });
    const left = () => wake();
    signal.addEventListener('abort', left);
    try {
      while (!signal.aborted) {
        const sealed = await this.#door.get(`${flight}:${token}`);
        if (typeof sealed === 'string') return sealed === '' ? null : this.#sealing.open(secret, flight, sealed);
        // It is kept before anybody is told of it. Else the leader has died, or nobody knows.
        if (isOver || sealed === undefined) return null;
        if ((await this.#door.get(flight)) !== token) isOver = true;
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, LOOK_MS).unref();
        });
      }
      return null;
    } finally {
      unlisten();
      signal.removeEventListener('abort', left);
    }
  }

  async wrote(project: string): Promise<void> {
    const name = digestName('generation', project);
    this.#untold.add(name);
    if (this.#door.isThere && (await this.#begin(name))) this.#untold.delete(name);
  }

  /** Tells of the writes that were made while Redis was away. */
  async catchUp(): Promise<void> {
    for (const name of this.#untold) if (await this.#begin(name)) this.#untold.delete(name);
  }

  /** Never the same twice, whatever Redis has forgotten meanwhile. */
  #begin(name: string): Promise<boolean> {
    return this.#door.set(name, randomUUID(), GENERATION_MS);
  }

  async #land(secret: Secret, { flight, token }: Ticket, answer: (() => string) | null): Promise<void> {
    const waiting = (await this.#door.run(LAND, [flight], [token])) as string[] | undefined;
    if (waiting === undefined || waiting.length === 0) return;
    const text = answer?.() ?? '';
    const sealed = text === '' || text.length > MAX_ANSWER ? '' : this.#sealing.seal(secret, flight, text);
    await this.#door.set(`${flight}:${token}`, sealed, ANSWER_MS);
    for (const replica of waiting) this.#door.tell(replica, token);
  }
}
