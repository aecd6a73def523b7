import { refusal } from '../answer/refusal.ts';

/** A stream that can be told to come back to whoever is here then, and ends. */
export interface Leavable {
  comeBack(): void;
}

/** So many streams are ended before others get their turn. */
const BATCH = 50;

/** The streams and sockets that are open, and how many subscriptions there may be (`MAX_SUBSCRIPTIONS`). */
export class OpenStreams {
  readonly #max: number;
  readonly #onChange: (subscriptions: number) => void;
  readonly #open = new Set<Leavable>();
  #subscriptions = 0;
  #isLeaving = false;

  /** @param onChange told how many subscriptions are open now */
  constructor(max: number, onChange: (subscriptions: number) => void) {
    this.#max = max;
    this.#onChange = onChange;
  }

  /** Whether there are as many sockets and streams as there may be. */
  get isFull(): boolean {
    return this.#open.size >= this.#max;
  }

  opened(stream: Leavable): void {
    this.#open.add(stream);
  }

  closed(stream: Leavable): void {
    this.#open.delete(stream);
  }

  /**
   * Takes a place for a subscription.
   *
   * @returns what gives it back
   * @throws refusal 503 OVERLOADED
   */
  subscribe(): () => void {
    if (this.#isLeaving) throw LEAVING;
    if (this.#subscriptions >= this.#max) {
      throw refusal(
        503,
        'OVERLOADED',
        `The gateway has ${this.#max} subscriptions already, as many as it may have. Try again later.`,
        { headers: { 'retry-after': '5' } },
      );
    }
    this.#onChange(++this.#subscriptions);
    let isHeld = true;
    return () => {
      if (isHeld) this.#onChange(--this.#subscriptions);
      isHeld = false;
    };
  }

  /** Tells all to come back, some at a time. Nobody begins to follow from now on. */
  async comeBack(): Promise<void> {
    this.#isLeaving = true;
    let told = 0;
    for (const stream of [...this.#open]) {
      stream.comeBack();
      if (++told % BATCH === 0) await new Promise(setImmediate);
    }
  }
}

/** Who asks on a connection that was open before would hold the stop up until its end. */
const LEAVING = refusal(503, 'OVERLOADED', 'The gateway stops. Come back: another one takes over.', {
  headers: { 'retry-after': '1' },
});
