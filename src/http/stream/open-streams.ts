import { refusal } from '../answer/refusal.ts';

/** A stream or a socket that stays open. */
export interface OpenStream {
  /** Tells its reader to come back soon, to whoever is here then, and ends without a word on the operation's end. */
  comeBack(): void;
  /** Sends what keeps the connection alive, or cuts off who takes nothing. */
  beat(): void;
}

/** So many streams are ended before others get their turn. */
const BATCH = 50;
/** How often each is sent a heartbeat: below the patience of usual proxies, 60 s. */
const HEARTBEAT_MS = 20_000;
/** So many more sockets may be open: a client is told over its own protocol that there is no room to follow. */
const SPARE_SOCKETS = 100;
/** Not all at the same moment: so often are some of them. */
const TICK_MS = 250;

/** The streams and sockets that are open, and how many subscriptions there may be (`MAX_SUBSCRIPTIONS`). */
export class OpenStreams {
  readonly #max: number;
  readonly #onChange: (subscriptions: number) => void;
  readonly #open = new Set<OpenStream>();
  /** One clock for all. It walks through them, and sees those that come while it does. */
  #clock: NodeJS.Timeout | undefined;
  #walk: IterableIterator<OpenStream> = this.#open.values();
  /** How long they have waited, all together, since those before had their turn. */
  #dueMs = 0;
  #subscriptions = 0;
  #isLeaving = false;

  /** @param onChange told how many subscriptions are open now */
  constructor(max: number, onChange: (subscriptions: number) => void) {
    this.#max = max;
    this.#onChange = onChange;
  }

  /** Whether there are as many sockets and streams as there may be. */
  get isFull(): boolean {
    return this.#open.size >= this.#max + SPARE_SOCKETS;
  }

  readonly opened = (stream: OpenStream): void => {
    this.#open.add(stream);
    this.#clock ??= setInterval(() => this.#tick(), TICK_MS).unref();
  };

  readonly closed = (stream: OpenStream): void => {
    this.#open.delete(stream);
    if (this.#open.size > 0) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  };

  /**
   * Takes a place for a subscription, which `unsubscribe` gives back.
   *
   * @throws refusal 503 OVERLOADED
   */
  subscribe(): void {
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
  }

  unsubscribe(): void {
    this.#onChange(--this.#subscriptions);
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

  #tick(): void {
    this.#dueMs += this.#open.size * TICK_MS;
    for (; this.#dueMs >= HEARTBEAT_MS; this.#dueMs -= HEARTBEAT_MS) {
      let { value: stream } = this.#walk.next();
      if (stream === undefined) {
        this.#walk = this.#open.values();
        stream = this.#walk.next().value;
      }
      stream?.beat();
    }
  }
}

/** Who asks on a connection that was open before would hold the stop up until its end. */
const LEAVING = refusal(503, 'OVERLOADED', 'The gateway stops. Come back: another one takes over.', {
  headers: { 'retry-after': '1' },
});
