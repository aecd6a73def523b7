import { checkTenant, type Tenant } from '../credentials/tenant.ts';
import { CfwError } from '../decoding/errors.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Range, UpstreamRequest } from '../wire/request.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import type { Flight } from './flight.ts';
import { InFlight } from './in-flight.ts';
import type { CfwObserver } from './observer.ts';

/** Makes reads: each is made once for all who ask for it at the same time, and decoded once. */
export class SharedReads {
  readonly #exchange: Exchange;
  readonly #endpoint: Endpoint;
  readonly #observer: CfwObserver;
  readonly #inFlight = new InFlight();

  constructor(exchange: Exchange, endpoint: Endpoint, observer: CfwObserver) {
    this.#exchange = exchange;
    this.#endpoint = endpoint;
    this.#observer = observer;
  }

  /** @param requestOf makes the request for a project; throws BAD_USER_INPUT for what may not go on the wire */
  async read<Result>(
    operation: string,
    range: Range,
    call: Call,
    requestOf: (projectId: string) => UpstreamRequest,
    decode: (body: string, flight: Flight) => Result,
  ): Promise<Result> {
    const { tenant, generation } = call;
    checkTenant(tenant);
    const request = requestOf(tenant.projectId);
    const key = keyOf(tenant, generation, this.#endpoint, request);
    return this.#inFlight.share(key, call, operation, range, (flight) =>
      this.#observed(flight, tenant, async () => {
        const answer = await this.#exchange.ask(request, tenant, flight);
        return decode(answer.body, flight);
      }),
    );
  }

  /** Ends every call under way. */
  close(): void {
    this.#inFlight.close();
  }

  async #observed<Result>(flight: Flight, tenant: Tenant, work: () => Promise<Result>): Promise<Result> {
    const { operation, offset, limit } = flight;
    const ended = this.#observer.callStarted?.({ operation, projectId: tenant.projectId, offset, limit });
    if (ended === undefined) return work();
    const since = performance.now();
    let error: unknown = null;
    try {
      return await work();
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      ended({
        status: flight.facts?.status ?? null,
        attempts: flight.attempts,
        durationMs: performance.now() - since,
        requestId: flight.facts?.requestId ?? null,
        errorCode: flight.facts?.errorCode ?? null,
        code: error instanceof CfwError ? error.code : null,
      });
    }
  }
}

/** Everything that makes two calls different; calls of different credentials or projects never meet. */
function keyOf(
  { credentials, projectId, language = '' }: Tenant,
  generation: string,
  endpoint: Endpoint,
  request: UpstreamRequest,
): string {
  const { method, path, query, body = '' } = request;
  return `${credentials.identity}\n${projectId}\n${generation}\n${endpoint.origin}${endpoint.prefix}\n${language}\n${method} ${path}?${query}\n${body}`;
}
