import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';
import { afterwards } from '../../runtime/afterwards.ts';
import type { CircuitStateName } from './observer.ts';

/** It opens when more than half of the last 20 to 40 attempts failed, and lets one through after a period. */
const CIRCUIT = { threshold: 0.5, size: 40, minimumNumberOfCalls: 20 };
const OPEN_MS = 500;

/** Thrown at once while attempts are held back. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** A circuit breaker around attempts. */
export class Circuit {
  readonly #policy: CircuitBreakerPolicy;
  #openUntil = 0;

  constructor(changed: (state: CircuitStateName) => void) {
    // A probe that throws, say because its caller left, must not close the circuit: it has proved nothing.
    const policy = handleWhenResult((result) => result instanceof Failed).orWhen(
      () => this.#policy.state === CircuitState.HalfOpen,
    );
    this.#policy = circuitBreaker(policy, { halfOpenAfter: OPEN_MS, breaker: new CountBreaker(CIRCUIT) });
    this.#policy.onBreak(() => {
      this.#openUntil = Date.now() + OPEN_MS;
    });
    this.#policy.onStateChange((state) => changed(STATE_NAMES[state]));
  }

  /**
   * Runs an attempt, and counts it against the upstream when `hasFailed` says so of its result.
   *
   * @throws HeldBack
   */
  async run<Result>(attempt: () => Promise<Result>, hasFailed: (result: Result) => boolean): Promise<Result> {
    // Hundreds may have waited when the circuit opens.
    if (this.#isHeldBack) await new Promise<void>(afterwards);
    this.assertClosed();
    try {
      const result = await this.#policy.execute(async () => {
        const outcome = await attempt();
        return hasFailed(outcome) ? new Failed(outcome) : outcome;
      });
      return result instanceof Failed ? result.outcome : result;
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new HeldBack() : error;
    }
  }

  /** @throws HeldBack */
  assertClosed(): void {
    if (this.#isHeldBack) throw new HeldBack();
  }

  // While a probe is on its way cockatiel would let others wait for it; here they are refused at once.
  get #isHeldBack(): boolean {
    const { state } = this.#policy;
    return state === CircuitState.HalfOpen || (state === CircuitState.Open && Date.now() < this.#openUntil);
  }
}

const STATE_NAMES: Readonly<Record<CircuitState, CircuitStateName>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

/** The result of an attempt that counts against the upstream. */
class Failed<Result> {
  readonly outcome: Result;

  constructor(outcome: Result) {
    this.outcome = outcome;
  }
}
