import type { LeavingSignal } from '../../runtime/leaving.ts';
import type { AttemptOutcome } from '../attempts/attempt.ts';
import type { Exchange } from '../attempts/exchange.ts';
import type { Flight } from '../attempts/flight.ts';
import type { CfwObserver } from '../attempts/observer.ts';
import { checkTenant } from '../credentials/tenant.ts';
import { invalidResponse } from '../decoding/envelope.ts';
import { CfwError, type UpstreamFacts } from '../decoding/errors.ts';
import { isJsonObject } from '../decoding/fields.ts';
import type { JsonText } from '../wire/json-text.ts';
import type { UpstreamRequest } from '../wire/request.ts';
import { TransportError } from '../wire/transport-error.ts';
import type { Call } from './call.ts';

/** One write of CFW, ready to be sent. */
export interface Write {
  /** The vendor's name of the call. */
  readonly operation: string;
  toRequest(projectId: string): UpstreamRequest;
}

/** What came of sending a write once. */
export type Delivery =
  /** CFW took it: status 200, with a body of CFW's kind, or none. */
  | { readonly kind: 'answered'; readonly body: string; readonly facts: UpstreamFacts; readonly date: number | null }
  /** CFW, or the API gateway before it, said no. `again`: it may say yes to the same request, after `waitMs`. */
  | (NoEffect & { readonly kind: 'refused'; readonly date: number | null })
  /** No byte of it has left this machine. `again`: for a reason that may pass. */
  | (NoEffect & { readonly kind: 'neverLeft'; readonly date: null })
  /** It may or may not have been carried out: the answer was lost, or says that CFW failed. */
  | { readonly kind: 'unknown'; readonly error: CfwError; readonly date: number | null };

/** A write without an effect. */
interface NoEffect {
  readonly error: CfwError;
  readonly again: boolean;
  readonly waitMs: number;
}

/** Sends writes. Each is sent once: nobody joins it, and nothing here repeats it. */
export class Writer {
  readonly #exchange: Exchange;
  readonly #observer: CfwObserver;

  constructor(exchange: Exchange, observer: CfwObserver) {
    this.#exchange = exchange;
    this.#observer = observer;
  }

  async send(write: Write, call: Call): Promise<Delivery> {
    const { tenant } = call;
    checkTenant(tenant);
    const request = write.toRequest(tenant.projectId);
    const { operation } = write;
    const ended = this.#observer.callStarted?.({ operation, projectId: tenant.projectId, offset: 0, limit: 0 });
    const flight = new WriteFlight(operation, call);
    const since = performance.now();
    const delivery = await this.#exchange.once(request, tenant, flight).then(deliveryOf(flight), failureOf);
    const { status = null, requestId = null, errorCode = null } = flight.facts ?? {};
    const durationMs = performance.now() - since;
    const code = delivery.kind === 'answered' ? null : delivery.error.code;
    const end = { status, requestId, errorCode, attempts: flight.attempts, since, durationMs, code };
    ended?.(end);
    call.report({ ...end, operation, offset: null, limit: null, shared: false, sharedWith: 0 });
    return delivery;
  }
}

/** A write on its way. Nobody can leave it: only its own deadline ends it. */
class WriteFlight implements Flight {
  readonly operation: string;
  readonly offset = 0;
  readonly limit = 0;
  readonly #call: Call;
  facts: UpstreamFacts | null = null;
  attempts = 0;
  isElsewhere = false;

  constructor(operation: string, call: Call) {
    this.operation = operation;
    this.#call = call;
  }

  get signal(): LeavingSignal {
    return this.#call.signal;
  }

  get deadline(): number {
    return this.#call.deadline;
  }

  reserve(): void {
    this.#call.reserve();
    this.attempts++;
  }
}

function deliveryOf(flight: Flight) {
  return (outcome: AttemptOutcome): Delivery => {
    if (outcome.refusal === null) {
      const { answer } = outcome;
      const date = momentOf(answer.header('date'));
      const facts = flight.facts ?? { status: 200, errorCode: null, requestId: null };
      if (!isOfCfw(answer.body))
        return { kind: 'unknown', error: invalidResponse('it is no JSON object', facts), date };
      return { kind: 'answered', body: answer.body.text, facts, date };
    }
    const { refusal, status, left, mended } = outcome;
    const { error, retryable, waitMs } = refusal;
    if (!left) return { kind: 'neverLeft', error, again: true, waitMs, date: null };
    const date = momentOf(outcome.date);
    return isCertain(status)
      ? { kind: 'refused', error, again: retryable || mended, waitMs: mended ? 0 : waitMs, date }
      : { kind: 'unknown', error, date };
  };
}

/** A header `Date` in milliseconds since 1970; null where it does not tell. */
function momentOf(date: string | null): number | null {
  const moment = Date.parse(date ?? '');
  return Number.isNaN(moment) ? null : moment;
}

/** Whether the body of an answer may be CFW's: a page of a proxy, or half an answer, says nothing of what CFW did. */
function isOfCfw(body: JsonText): boolean {
  return body.text === '' || isJsonObject(body.read());
}

/** Nothing was sent: there are no credentials or no calls left, the circuit is open, or the time was over. */
function failureOf(error: unknown): Delivery {
  if (error instanceof TransportError) {
    const late = new CfwError('UPSTREAM_TIMEOUT', 'There was no time left to send this to CFW. Try again.');
    if (error.left) return { kind: 'unknown', error: late, date: null };
    return { kind: 'neverLeft', error: late, again: false, waitMs: 0, date: null };
  }
  if (!(error instanceof CfwError)) throw error;
  return { kind: 'neverLeft', error, again: error.code === 'UPSTREAM_UNAVAILABLE', waitMs: HELD_BACK_MS, date: null };
}

/** While a circuit is open there is no sense in knocking. */
const HELD_BACK_MS = 250;

/**
 * Whether a status says for certain that nothing was done. A proxy's timeout and every 5xx say nothing of what happened
 * behind it, nor does a 2xx that CFW does not document.
 */
function isCertain(status: number): boolean {
  return status >= 300 && status < 500 && status !== 408;
}
