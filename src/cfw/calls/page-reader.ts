import { checkTenant, type Tenant } from '../credentials/tenant.ts';
import type { DateReader } from '../decoding/dates.ts';
import { openEnvelope } from '../decoding/envelope.ts';
import { CfwError } from '../decoding/errors.ts';
import { FieldReader, type JsonObject } from '../decoding/fields.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { assertRange, type Range, type UpstreamRequest } from '../wire/request.ts';
import type { Call, Page } from './call.ts';
import type { Exchange } from './exchange.ts';
import type { Flight } from './flight.ts';
import { InFlight } from './in-flight.ts';
import type { CfwObserver } from './observer.ts';

/** What one kind of list asks and answers. */
export interface Listing<Query, Row> {
  /** The vendor's name of the call. */
  readonly operation: string;
  toRequest(projectId: string, query: Query, range: Range): UpstreamRequest;
  readRow(row: JsonObject, fields: FieldReader, query: Query): Row;
}

/** Reads pages of lists: each call is made once for all who ask for it at the same time, and decoded once. */
export class PageReader {
  readonly #exchange: Exchange;
  readonly #endpoint: Endpoint;
  readonly #dates: DateReader;
  readonly #observer: CfwObserver;
  readonly #inFlight = new InFlight();

  constructor(exchange: Exchange, endpoint: Endpoint, dates: DateReader, observer: CfwObserver) {
    this.#exchange = exchange;
    this.#endpoint = endpoint;
    this.#dates = dates;
    this.#observer = observer;
  }

  async read<Query, Row>(listing: Listing<Query, Row>, query: Query, range: Range, call: Call): Promise<Page<Row>> {
    const { tenant } = call;
    checkTenant(tenant);
    assertRange(range);
    const request = listing.toRequest(tenant.projectId, query, range);
    return this.#inFlight.share(keyOf(tenant, this.#endpoint, request), call, listing.operation, range, (flight) =>
      this.#observed(flight, tenant, async () => {
        const answer = await this.#exchange.ask(request, tenant, flight);
        return this.#decode(listing, query, flight, answer.body);
      }),
    );
  }

  /** Ends every call under way. */
  close(): void {
    this.#inFlight.close();
  }

  #decode<Query, Row>(listing: Listing<Query, Row>, query: Query, flight: Flight, body: string): Page<Row> {
    const facts = flight.facts ?? { status: 200, errorCode: null, requestId: null };
    const { total, rows } = openEnvelope(body, flight, facts);
    const fields = new FieldReader(facts, this.#dates);
    const decoded: Row[] = [];
    for (const row of rows) decoded.push(listing.readRow(row, fields, query));
    const { operation } = listing;
    fields.tellOddValues({
      unknownCode: (field, code, rows) => this.#observer.unknownCode?.({ operation, field, code, rows }),
      unreadableDate: (field, form, rows) => this.#observer.unreadableDate?.({ operation, field, form, rows }),
    });
    return { offset: flight.offset, total, rows: decoded };
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
  endpoint: Endpoint,
  request: UpstreamRequest,
): string {
  const { method, path, query, body = '' } = request;
  return `${credentials.identity}\n${projectId}\n${endpoint.origin}${endpoint.prefix}\n${language}\n${method} ${path}?${query}\n${body}`;
}
