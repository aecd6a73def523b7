import type { LeavingSignal } from '../../../runtime/leaving.ts';
import type { Secret } from '../../secret.ts';
import type { SharedFlights, Ticket } from '../../shared-state.ts';
import type { RedisDoor } from '../connection/door.ts';
import { LEASE_MS, type Leases } from '../leases.ts';
import type { Sealing } from '../sealing.ts';
import { Untold } from '../untold.ts';
import { generationName } from './generations.ts';
import { Landings } from './landings.ts';
import { BOARD, UNBOARD } from './scripts.ts';

/** How often it is looked whether a call is still under way whose end nobody has told of. */
const LOOK_MS = 500;

/** Calls under way. */
export class RedisFlights implements SharedFlights {
  readonly #door: RedisDoor;
  readonly #sealing: Sealing;
  readonly #leases: Leases;
  readonly #landings: Landings;
  /** What Redis was asked for when it went away: for all that is known, others wait for it. */
  readonly #unsure = new Untold<{ readonly names: readonly string[]; readonly token: string }>();
  #calls = 0;

  constructor(door: RedisDoor, sealing: Sealing, leases: Leases) {
    this.#door = door;
    this.#sealing = sealing;
    this.#leases = leases;
    this.#landings = new Landings(door, sealing);
  }

  async board(secret: Secret, project: string, call: string): Promise<Ticket | null> {
    if (!this.#door.isThere) return null;
    const { replica } = this.#door;
    const token = `${replica}/${++this.#calls}`;
    const base = this.#sealing.name(secret, 'flight', call);
    const ticketOf = ([generation, leader]: Boarded): Ticket => {
      return { generation, leads: leader === token, flight: `${base}:${generation}`, token: leader };
    };
    const names = [generationName(project), base];
    const landed = this.#landings.take();
    const reply = (await this.#door.run(
      BOARD,
      [...names, ...landed.map(({ ticket }) => ticket.flight)],
      [token, replica, LEASE_MS, ...landed.map(({ ticket }) => ticket.token)],
      (late) => {
        // It was made without asking, and nobody is to wait for it.
        const ticket = ticketOf(late as Boarded);
        if (ticket.leads) this.land(secret, ticket, null);
      },
    )) as Boarded | undefined;
    this.#landings.landed(landed, reply?.[2]);
    if (reply === undefined) {
      this.#unsure.add({ names, token });
      return null;
    }
    const ticket = ticketOf(reply);
    if (ticket.leads) this.#leases.hold(ticket.flight, `${token} `);
    return ticket;
  }

  land(secret: Secret, ticket: Ticket, answer: (() => string) | null): void {
    this.#leases.drop(ticket.flight, `${ticket.token} `);
    this.#landings.add({ secret, ticket, answer });
  }

  /** All replicas know of the calls that have ended by now. */
  settled(): Promise<void> {
    return this.#landings.settled();
  }

  async answer(secret: Secret, { flight, token }: Ticket, signal: LeavingSignal): Promise<string | null> {
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
        if (!(await this.#door.get(flight))?.startsWith(`${token} `)) isOver = true;
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

  /** Ends what was begun or ended while Redis went away: nobody is to wait for it. */
  async catchUp(): Promise<void> {
    const unsure = this.#unsure.take();
    const tokens = unsure.map(({ token }) => token);
    if (tokens.length > 0) {
      await this.#door.tellLate(
        UNBOARD,
        unsure.flatMap(({ names }) => names),
        tokens,
      );
    }
    await this.#landings.catchUp();
  }
}

/** The generation, who makes the call, and who waits for each of those that have ended. */
type Boarded = readonly [generation: string, leader: string, waiting: readonly string[]];
