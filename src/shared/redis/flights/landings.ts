import type { Secret } from '../../secret.ts';
import type { Ticket } from '../../shared-state.ts';
import type { RedisDoor } from '../connection/door.ts';
import type { Sealing } from '../sealing.ts';
import { Untold } from '../untold.ts';
import { LAND } from './scripts.ts';

/** How long an answer is kept for those who wait for it. */
const ANSWER_MS = 10_000;
/** An answer with more characters is asked for by each replica itself. */
const MAX_ANSWER = 4 * 1024 * 1024;
/** Redis is told of the end of a call with the next that begins, or after this long: it saves every second question. */
const GATHER_MS = 2;

/** A call that has ended. */
export interface Landing {
  readonly secret: Secret;
  readonly ticket: Ticket;
  readonly answer: (() => string) | null;
}

/** Calls of this replica that have ended, while the others are told. */
export class Landings {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  #ended: Landing[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #telling = new Set<Promise<void>>();
  /** Tickets of which Redis could not be told. */
  readonly #untold = new Untold<Ticket>();

  constructor(door: RedisDoor, sealing: Sealing) {
    this.#door = door;
    this.#sealing = sealing;
  }

  add(landing: Landing): void {
    this.#ended.push(landing);
    this.#timer ??= setTimeout(() => this.#tell(), GATHER_MS);
  }

  /** What has ended and is not told of yet: whoever takes it tells Redis, and then calls `landed`. */
  take(): readonly Landing[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  /** @param waiting for each the replicas that wait for it, divided by spaces; undefined: Redis could not be told */
  landed(landings: readonly Landing[], waiting: readonly string[] | undefined): void {
    landings.forEach((landing, at) => {
      if (waiting === undefined) this.#untold.add(landing.ticket);
      else if (waiting[at] !== '') this.#track(this.#answer(landing, waiting[at]!.trim().split(' ')));
    });
  }

  /** All replicas know of the calls that have ended by now. */
  async settled(): Promise<void> {
    this.#tell();
    while (this.#telling.size > 0) await Promise.all(this.#telling);
  }

  /** Tells of the calls that ended while Redis was away; who waits for them looks by itself. */
  async catchUp(): Promise<void> {
    const untold = this.#untold.take();
    if (untold.length > 0) await this.#door.tellLate(LAND, untold.map(flightOf), untold.map(tokenOf));
  }

  #tell(): void {
    const ended = this.take();
    if (ended.length > 0) this.#track(this.#land(ended));
  }

  async #land(ended: readonly Landing[]): Promise<void> {
    const tickets = ended.map(({ ticket }) => ticket);
    const waiting = await this.#door.run(LAND, tickets.map(flightOf), tickets.map(tokenOf));
    this.landed(ended, waiting as readonly string[] | undefined);
  }

  async #answer({ secret, ticket, answer }: Landing, waiting: readonly string[]): Promise<void> {
    const { flight, token } = ticket;
    const text = answer?.() ?? '';
    const sealed = text === '' || text.length > MAX_ANSWER ? '' : this.#sealing.seal(secret, flight, text);
    await this.#door.set(`${flight}:${token}`, sealed, ANSWER_MS);
    for (const replica of waiting) this.#door.tell(replica, token);
  }

  #track(telling: Promise<void>): void {
    const tracked = telling.finally(() => this.#telling.delete(tracked));
    this.#telling.add(tracked);
  }
}

const flightOf = ({ flight }: Ticket): string => flight;
const tokenOf = ({ token }: Ticket): string => token;
