import { type Rates, TooSoon } from '../../shared/rates.ts';
import type { Tenant } from '../credentials/tenant.ts';
import type { Answer } from '../wire/answer.ts';
import type { UpstreamRequest } from '../wire/request.ts';
import type { Transport } from '../wire/transport.ts';
import { type AttemptOptions, type AttemptOutcome, attemptOnce } from './attempt.ts';
import type { Flight } from './flight.ts';
import { Isolation } from './isolation.ts';
import { type Refusal, tooSoon } from './refusal.ts';
import { MAX_ATTEMPTS, pause, RetryBudget, retryDelayMs } from './retry.ts';

/** So much of the time that is left is not waited for a turn but kept for the call itself, at most what one attempt may take. */
const SHARE_TO_CALL = 1 / 3;

/** How attempts are made, and the transport for those of writes, whose connections are fresh. */
export interface ExchangeOptions extends AttemptOptions {
  readonly writes: Transport;
  readonly rates: Rates;
}

/**
 * Makes the attempts of calls: paced by what CFW allows the credential, isolated by project and credential, retried where
 * that is worth it, within a budget.
 */
export class Exchange {
  readonly #options: AttemptOptions;
  readonly #writes: AttemptOptions;
  readonly #isolation: Isolation;
  readonly #rates: Rates;
  readonly #budget = new RetryBudget();

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#writes = { ...options, transport: options.writes };
    this.#isolation = new Isolation(options.observer);
    this.#rates = options.rates;
  }

  /**
   * Gets an answer with HTTP status 200, or throws the CfwError that says why there is none. For reads, which may be
   * repeated; the POST of the firewall list is one.
   */
  async ask(request: UpstreamRequest, tenant: Tenant, flight: Flight): Promise<Answer> {
    this.#budget.earn();
    let mended = false;
    let reconnected = false;
    let attempts = 1;
    let outcome = await this.#attempt(request, tenant, flight);
    while (outcome.refusal !== null) {
      // Each of these two may happen once, costs no retry, and needs no pause.
      if (outcome.mended && !mended) mended = true;
      else if (outcome.stale && !reconnected) reconnected = true;
      else await this.#beforeRetry(outcome.refusal, attempts++, flight);
      const { error } = outcome.refusal;
      outcome = await this.#attempt(request, tenant, flight).catch(() => {
        // Nothing went on the wire, so what CFW said before is the better reason.
        throw error;
      });
    }
    return outcome.answer;
  }

  /** Makes one attempt at a write. Throws when nothing went on the wire. */
  once(request: UpstreamRequest, tenant: Tenant, flight: Flight): Promise<AttemptOutcome> {
    return this.#inTurn(this.#writes, request, tenant, flight);
  }

  #attempt(request: UpstreamRequest, tenant: Tenant, flight: Flight): Promise<AttemptOutcome> {
    return this.#inTurn(this.#options, request, tenant, flight);
  }

  async #inTurn(
    options: AttemptOptions,
    request: UpstreamRequest,
    tenant: Tenant,
    flight: Flight,
  ): Promise<AttemptOutcome> {
    const { credentials } = tenant;
    const { deadline, signal } = flight;
    const toCallMs = Math.min(options.attemptTimeoutMs, (deadline - performance.now()) * SHARE_TO_CALL);
    try {
      const turn = this.#rates.turn(credentials, deadline - toCallMs, signal);
      if (turn !== undefined) await turn;
    } catch (error) {
      throw error instanceof TooSoon ? tooSoon(error.waitMs) : error;
    }
    const attempt = () => attemptOnce(options, request, tenant, flight);
    const outcome = await this.#isolation.run(tenant, signal, attempt);
    const limit = outcome.refusal?.limit ?? null;
    if (limit !== null) this.#rates.learn(credentials, limit);
    return outcome;
  }

  /** Waits until it is time for another attempt; throws the last one's error when there is to be none. */
  async #beforeRetry({ error, retryable, waitMs }: Refusal, attempts: number, flight: Flight): Promise<void> {
    if (!retryable || attempts >= MAX_ATTEMPTS) throw error;
    const delayMs = retryDelayMs(attempts, waitMs);
    if (performance.now() + delayMs >= flight.deadline || !this.#budget.spend()) throw error;
    await pause(delayMs, flight.signal);
  }
}
