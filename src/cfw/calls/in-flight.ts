import type { Flight } from '../attempts/flight.ts';
import type { Range } from '../wire/request.ts';
import type { Call } from './call.ts';
import { SharedFlight } from './shared-flight.ts';

/** Calls under way by key. Whoever asks for one that is under way waits for it instead of making it again. */
export class InFlight {
  readonly #flights = new Map<string, SharedFlight>();

  /** How many calls are under way. */
  get size(): number {
    return this.#flights.size;
  }

  /**
   * Joins the call of this key, or starts it. The result is shared by reference. A waiter leaves at its own deadline or
   * signal; the call ends when the last has left. `key` must name the credential, the project and the whole request.
   */
  share<Result>(
    key: string,
    call: Call,
    operation: string,
    range: Range,
    start: (flight: Flight) => Promise<Result>,
  ): Promise<Result> {
    const known = this.#flights.get(key);
    if (known !== undefined) return known.join(call) as Promise<Result>;

    const flight = new SharedFlight(operation, range, () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    this.#flights.set(key, flight);
    const result = flight.join(call);
    flight.run(start);
    return result as Promise<Result>;
  }

  /** Ends every call under way. */
  close(): void {
    for (const flight of [...this.#flights.values()]) flight.close();
  }
}
