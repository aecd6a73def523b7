import { RecentMap } from '../../memory/recent-map.ts';
import { Circuit } from './circuit.ts';
import type { CircuitStateName } from './observer.ts';
import { type PlaceLimits, Places } from './places.ts';

/** For the credentials that CFW has accepted for the project. One by itself can take half of them. */
const PROVEN: PlaceLimits = { running: 256, runningOfOne: 128, waiting: 4096, waitingOfOne: 1024 };
/** For all others together. Anyone can make up tokens and name a project, so each gets few. */
const UNPROVEN: PlaceLimits = { running: 512, runningOfOne: 8, waiting: 4096, waitingOfOne: 1024 };
const MAX_STATES = 256;
/** A circuit that is in use is tried more often than this. */
const IN_USE_MS = 10_000;

/** What the callers of one project share: its places, and what is known of its circuits. */
export class ProjectLanes {
  readonly #proven = new Places(PROVEN);
  readonly #unproven = new Places(UNPROVEN);
  readonly #changed: (state: CircuitStateName) => void;
  /** Of the circuits that are not closed, with when that began, by `performance.now()`. */
  readonly #states = new RecentMap<object, { readonly state: CircuitStateName; readonly since: number }>(MAX_STATES);
  #told: CircuitStateName = 'CLOSED';
  /** The one of all unproven credentials. */
  readonly circuit: Circuit;

  /** @param changed told the state of the worst circuit, when it is another */
  constructor(changed: (state: CircuitStateName) => void) {
    this.#changed = changed;
    this.circuit = this.newCircuit();
  }

  placesOf(proven: boolean): Places {
    return proven ? this.#proven : this.#unproven;
  }

  newCircuit(): Circuit {
    const name = {};
    return new Circuit((state) => {
      this.#states.delete(name);
      if (state !== 'CLOSED') this.#states.set(name, { state, since: performance.now() });
      this.#tell();
    });
  }

  /** CFW answers: circuits that nobody has tried for a while are those of credentials that are not used any more. */
  answered(): void {
    if (this.#states.size === 0) return;
    const before = performance.now() - IN_USE_MS;
    for (const [name, { since }] of [...this.#states.entries()]) if (since < before) this.#states.delete(name);
    this.#tell();
  }

  #tell(): void {
    const states = [...this.#states.values()].map(({ state }) => state);
    const worst = states.includes('OPEN') ? 'OPEN' : (states[0] ?? 'CLOSED');
    if (worst === this.#told) return;
    this.#told = worst;
    this.#changed(worst);
  }
}
