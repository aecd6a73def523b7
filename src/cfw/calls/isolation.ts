import {
  BrokenCircuitError,
  type BulkheadPolicy,
  BulkheadRejectedError,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';
import { RecentMap } from '../../memory/recent-map.ts';
import { CfwError } from '../decoding/errors.ts';
import { TransportError } from '../wire/transport-error.ts';
import type { CfwObserver, CircuitStateName } from './observer.ts';

/** Attempts of one project that may be on the wire together, and that may wait for one of these places. */
const MAX_CONCURRENT = 128;
const MAX_QUEUED = 1024;
/** The circuit opens when more than half of the last 20 to 40 attempts failed, and lets one through after a period. */
const CIRCUIT = { threshold: 0.5, size: 40, minimumNumberOfCalls: 20 };
const OPEN_MS = 500;
const MAX_PROJECTS = 1024;

/** What an attempt came to; `failed` when the upstream is at fault, as opposed to the request. */
export interface Outcome {
  readonly failed: boolean;
}

/** Keeps each project's attempts apart, so that one that hangs or fails takes neither places nor time of another. */
export class Isolation {
  readonly #lanes = new RecentMap<string, Lane>(MAX_PROJECTS);
  readonly #observer: CfwObserver;

  constructor(observer: CfwObserver) {
    this.#observer = observer;
  }

  /**
   * Runs an attempt of the project. Throws UPSTREAM_UNAVAILABLE at once while the project's circuit is open or too many
   * wait already. What `attempt` throws counts neither for nor against the upstream.
   */
  run<Result extends Outcome>(projectId: string, signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result> {
    let lane = this.#lanes.get(projectId);
    if (lane === undefined) {
      lane = new Lane((state) => this.#observer.circuitChanged?.({ projectId, state }));
      this.#lanes.set(projectId, lane);
    }
    return lane.run(signal, attempt);
  }
}

class Lane {
  readonly #bulkhead: BulkheadPolicy = bulkhead(MAX_CONCURRENT, MAX_QUEUED);
  readonly #circuit: CircuitBreakerPolicy;
  #openUntil = 0;
  #lastTold: Promise<unknown> = Promise.resolve();

  constructor(changed: (state: CircuitStateName) => void) {
    // A probe that throws, say because its caller left, must not close the circuit: it has proved nothing.
    const policy = handleWhenResult(hasFailed).orWhen(() => this.#circuit.state === CircuitState.HalfOpen);
    this.#circuit = circuitBreaker(policy, { halfOpenAfter: OPEN_MS, breaker: new CountBreaker(CIRCUIT) });
    this.#circuit.onBreak(() => {
      this.#openUntil = Date.now() + OPEN_MS;
    });
    this.#circuit.onStateChange((state) => changed(STATE_NAMES[state]));
  }

  async run<Result>(signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result> {
    try {
      this.#assertClosed();
      // cockatiel 3.2.1 forgets to serve the queue after an entry whose signal has aborted, so it is given none.
      return await this.#bulkhead.execute(async () => {
        if (signal.aborted) throw new TransportError('CANCELLED');
        if (this.#isHeldBack) await this.#inTurn();
        this.#assertClosed();
        return this.#circuit.execute(attempt);
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw unavailable('CFW fails for this project, so that calls are held back for a moment.');
      if (error instanceof BulkheadRejectedError)
        throw unavailable('Too many calls for this project wait for CFW already.');
      throw error;
    }
  }

  // While a probe is on its way cockatiel would let others wait for it; here they are refused at once.
  get #isHeldBack(): boolean {
    const { state } = this.#circuit;
    return state === CircuitState.HalfOpen || (state === CircuitState.Open && Date.now() < this.#openUntil);
  }

  #assertClosed(): void {
    if (this.#isHeldBack) throw new BrokenCircuitError();
  }

  /** Hundreds may have waited when the circuit opens: they are told one a turn of the event loop, as others wait too. */
  #inTurn(): Promise<unknown> {
    this.#lastTold = this.#lastTold.then(() => new Promise(setImmediate));
    return this.#lastTold;
  }
}

const STATE_NAMES: Readonly<Record<CircuitState, CircuitStateName>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

function hasFailed(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'failed' in result && result.failed === true;
}

function unavailable(why: string): CfwError {
  return new CfwError('UPSTREAM_UNAVAILABLE', `${why} Try again shortly.`, {
    status: null,
    errorCode: null,
    requestId: null,
  });
}
