import type { LeavingSignal } from '../../runtime/leaving.ts';
/** How many may be on the wire, and wait for that: all of a pool together, and one of its parties. */
export interface PlaceLimits {
  readonly running: number;
  readonly runningOfOne: number;
  readonly waiting: number;
  readonly waitingOfOne: number;
}

/** Thrown at once when too many wait already. */
export class PlacesTaken extends Error {
  override readonly name = 'PlacesTaken';
}

/** Gives a place back. */
type Leave = () => void;

interface Waiter {
  /** Null: without a place, to enter elsewhere. */
  readonly admit: (leave: Leave | null) => void;
}

interface Party {
  running: number;
  readonly waiters: Set<Waiter>;
}

/**
 * A pool of places, shared out by party. None takes more than are left free, so that however many the others hold there
 * are some for one who comes later; and who waits is let in party by party, not by the length of its queue. Only parties
 * with something under way are remembered.
 */
export class Places {
  readonly #limits: PlaceLimits;
  readonly #parties = new Map<string, Party>();
  /** Those who wait; the one whose turn it is stands first. */
  readonly #queue = new Map<string, Party>();
  #running = 0;
  #waiting = 0;

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for a place. Resolves to what gives it back; to null when the party was dismissed, or left by its signal.
   *
   * @throws PlacesTaken
   */
  enter(name: string, signal: LeavingSignal): Promise<Leave | null> | Leave {
    if (signal.aborted) return Promise.resolve(null);
    const party = this.#parties.get(name) ?? { running: 0, waiters: new Set() };
    if (party.waiters.size === 0 && this.#hasRoomFor(party)) return this.#take(name, party);
    if (this.#waiting >= this.#limits.waiting || party.waiters.size >= this.#limits.waitingOfOne)
      throw new PlacesTaken();
    return new Promise((resolve) => {
      const gone = (): void => {
        this.#drop(name, party, waiter);
        resolve(null);
      };
      const waiter: Waiter = {
        admit: (leave) => {
          signal.removeEventListener('abort', gone);
          resolve(leave);
        },
      };
      party.waiters.add(waiter);
      this.#waiting++;
      this.#parties.set(name, party);
      this.#queue.set(name, party);
      signal.addEventListener('abort', gone);
    });
  }

  /** Lets all who wait of one party go, without a place. */
  dismiss(name: string): void {
    const party = this.#queue.get(name);
    for (const waiter of party?.waiters ?? []) {
      this.#drop(name, party!, waiter);
      waiter.admit(null);
    }
  }

  #hasRoomFor({ running }: Party): boolean {
    return running < Math.min(this.#limits.runningOfOne, this.#limits.running - this.#running);
  }

  #take(name: string, party: Party): Leave {
    party.running++;
    this.#running++;
    this.#parties.set(name, party);
    return () => {
      party.running--;
      this.#running--;
      this.#forgetIfIdle(name, party);
      this.#letIn();
    };
  }

  #letIn(): void {
    for (const [name, party] of this.#queue) {
      if (this.#running >= this.#limits.running) return;
      if (!this.#hasRoomFor(party)) continue;
      const [next] = party.waiters;
      this.#drop(name, party, next!);
      // It goes to the end of the queue, so that the others come before its next.
      if (this.#queue.delete(name)) this.#queue.set(name, party);
      next!.admit(this.#take(name, party));
    }
  }

  #drop(name: string, party: Party, waiter: Waiter): void {
    if (!party.waiters.delete(waiter)) return;
    this.#waiting--;
    if (party.waiters.size === 0) this.#queue.delete(name);
    this.#forgetIfIdle(name, party);
  }

  #forgetIfIdle(name: string, { running, waiters }: Party): void {
    if (running === 0 && waiters.size === 0) this.#parties.delete(name);
  }
}
