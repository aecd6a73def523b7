import type { Flight } from '../attempts/flight.ts';
import type { CfwObserver } from '../attempts/observer.ts';
import type { DateReader } from '../decoding/dates.ts';
import { openEnvelope } from '../decoding/envelope.ts';
import { FieldReader, type JsonObject } from '../decoding/fields.ts';
import type { JsonText } from '../wire/json-text.ts';
import { assertRange, type Range, type UpstreamRequest } from '../wire/request.ts';
import type { Call, Page } from './call.ts';
import type { SharedReads } from './shared-reads.ts';

/** What one kind of list asks and answers. */
export interface Listing<Query, Row> {
  /** The vendor's name of the call. */
  readonly operation: string;
  toRequest(projectId: string, query: Query, range: Range): UpstreamRequest;
  readRow(row: JsonObject, fields: FieldReader, query: Query): Row;
}

/** Reads pages of lists. */
export class PageReader {
  readonly #reads: SharedReads;
  readonly #dates: DateReader;
  readonly #observer: CfwObserver;

  constructor(reads: SharedReads, dates: DateReader, observer: CfwObserver) {
    this.#reads = reads;
    this.#dates = dates;
    this.#observer = observer;
  }

  read<Query, Row>(listing: Listing<Query, Row>, query: Query, range: Range, call: Call): Promise<Page<Row>> {
    return this.#reads.read(
      listing.operation,
      range,
      call,
      (projectId) => {
        assertRange(range);
        return listing.toRequest(projectId, query, range);
      },
      (body, flight) => this.#decode(listing, query, flight, body),
    );
  }

  #decode<Query, Row>(listing: Listing<Query, Row>, query: Query, flight: Flight, body: JsonText): Page<Row> {
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
}
