import type { Tenant } from '../credentials/tenant.ts';
import type { CfwErrorCode } from '../decoding/errors.ts';
import type { Answer } from '../wire/answer.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { UpstreamRequest } from '../wire/request.ts';
import type { Transport } from '../wire/transport.ts';
import { TransportError, type TransportFault } from '../wire/transport-error.ts';
import { refusalOfFault } from './fault-refusal.ts';
import type { Flight } from './flight.ts';
import type { CfwObserver } from './observer.ts';
import { factsOf, type Refusal, refusalOf } from './refusal.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What every attempt needs. */
export interface AttemptOptions {
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly attemptTimeoutMs: number;
  readonly observer: CfwObserver;
}

/** What one attempt came to: an answer that is no error, or the reason why there is none. */
export type AttemptOutcome =
  | {
      readonly answer: Answer;
      readonly refusal: null;
      readonly failed: false;
      readonly abandoned: false;
      readonly accepted: true;
    }
  | FailedAttempt;

interface FailedAttempt {
  readonly refusal: Refusal;
  /** The HTTP status that says so; 0 without an answer. */
  readonly status: number;
  /** The header `Date` of the answer. */
  readonly date: string | null;
  /** The upstream is at fault: there was no answer, or an error of 500 or more. */
  readonly failed: boolean;
  /** Nobody waited for the answer any longer. */
  readonly abandoned: boolean;
  /** False when it says that the credentials are none; what else is refused says nothing of them. */
  readonly accepted: false | null;
  /** The credentials have been mended since, so that the same request is worth another attempt. */
  readonly mended: boolean;
  /** Whether the upstream may have had any byte of the request. */
  readonly left: boolean;
  /** The upstream had closed the kept connection meanwhile, which says nothing of its health. */
  readonly stale: boolean;
}

const NO_ANSWER: Verdict = { isError: true, status: 0 };
/** An attempt that its callers gave up on after this long counts against the upstream. */
const PATIENCE_MS = 1000;

/**
 * Sends a request once, with credentials made for this attempt. Throws when nothing went on the wire, or when nobody
 * waits for it any more.
 */
export async function attemptOnce(
  options: AttemptOptions,
  request: UpstreamRequest,
  tenant: Tenant,
  flight: Flight,
): Promise<AttemptOutcome> {
  const { credentials, projectId, language } = tenant;
  const authorized = credentials.authorize({ request, endpoint: options.endpoint, projectId });
  const pass = authorized instanceof Promise ? await authorized : authorized;
  try {
    if (flight.signal.aborted) throw new TransportError('CANCELLED', false);
    flight.reserve();
  } catch (error) {
    pass.ended(null);
    throw error;
  }

  const since = performance.now();
  let answer: Answer | null = null;
  let fault: TransportFault = 'CONNECTION';
  let left = true;
  try {
    const headers = Object.assign({ 'x-language': language ?? 'en-us' }, pass.headers);
    answer = await options.transport.send(request, headers, options.attemptTimeoutMs, flight.signal);
  } catch (error) {
    if (error instanceof TransportError) ({ fault, left } = error);
  }
  const durationMs = performance.now() - since;
  const { isError, status } = answer === null ? NO_ANSWER : verdictOf(answer);
  const mended = pass.ended(answer === null || answer.status === status ? answer : { ...answer, status });
  if (answer !== null && !isError) {
    flight.facts = factsOf(answer, credentials);
    tell(options.observer, flight, projectId, durationMs, null);
    return { answer, refusal: null, failed: false, abandoned: false, accepted: true };
  }
  const refusal = answer === null ? refusalOfFault(fault) : refusalOf(answer, status, credentials);
  flight.facts = refusal.error.upstream ?? null;
  tell(options.observer, flight, projectId, durationMs, refusal.error.code);

  const abandoned = answer === null && fault === 'CANCELLED';
  if (abandoned && durationMs < PATIENCE_MS) throw new TransportError('CANCELLED', left);
  const stale = answer === null && fault === 'STALE';
  const failed = answer === null ? !stale : status >= 500;
  const date = answer?.header('date') ?? null;
  return { refusal, status, date, failed, abandoned, accepted: status === 401 ? false : null, mended, left, stale };
}

function tell(
  observer: CfwObserver,
  { operation, facts }: Flight,
  projectId: string,
  durationMs: number,
  code: CfwErrorCode | null,
): void {
  observer.attemptEnded?.({
    operation,
    projectId,
    durationMs,
    status: facts?.status ?? null,
    requestId: facts?.requestId ?? null,
    errorCode: facts?.errorCode ?? null,
    code,
  });
}
