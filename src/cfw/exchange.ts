import type { Endpoint } from './endpoint.ts';
import type { Flight } from './flight.ts';
import type { CfwObserver } from './observer.ts';
import { factsOf, type Refusal, refusalOf, refusalOfFault } from './refusal.ts';
import type { UpstreamRequest } from './request.ts';
import type { Tenant } from './tenant.ts';
import type { Answer, Transport } from './transport.ts';
import { TransportError } from './transport-error.ts';

/** What the attempts of a call need. */
export interface ExchangeOptions {
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly attemptTimeoutMs: number;
  readonly observer: CfwObserver;
}

/** Gets an answer with HTTP status 200, or throws the CfwError that says why there is none. */
export async function exchange(
  options: ExchangeOptions,
  request: UpstreamRequest,
  tenant: Tenant,
  flight: Flight,
): Promise<Answer> {
  const { endpoint, transport, attemptTimeoutMs, observer } = options;
  const { credentials, projectId, language } = tenant;
  const { signal, operation } = flight;
  const admission = await credentials.authorize({ request, endpoint, projectId, signal });
  flight.reserve();
  const since = performance.now();
  let refusal: Refusal | null = null;
  try {
    const headers = { 'x-language': language ?? 'en-us', ...admission };
    const answer = await transport.send(request, headers, attemptTimeoutMs, signal);
    if (answer.status === 200) {
      flight.facts = factsOf(answer, credentials);
      return answer;
    }
    refusal = refusalOf(answer, credentials);
    throw refusal.error;
  } catch (error) {
    if (error instanceof TransportError) refusal = refusalOfFault(error.fault);
    if (refusal === null) throw error;
    flight.facts = refusal.error.upstream ?? null;
    throw refusal.error;
  } finally {
    observer.attemptEnded?.({
      operation,
      projectId,
      durationMs: performance.now() - since,
      status: flight.facts?.status ?? null,
      requestId: flight.facts?.requestId ?? null,
      errorCode: flight.facts?.errorCode ?? null,
      code: refusal === null ? null : refusal.error.code,
    });
  }
}
