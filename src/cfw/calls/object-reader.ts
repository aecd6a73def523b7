import type { DateReader } from '../decoding/dates.ts';
import { openObject } from '../decoding/envelope.ts';
import { FieldReader, type JsonObject } from '../decoding/fields.ts';
import type { UpstreamRequest } from '../wire/request.ts';
import type { Call } from './call.ts';
import type { SharedReads } from './shared-reads.ts';

/** A call that answers with one object. */
export interface Reading<Query, Value> {
  /** The vendor's name of the call. */
  readonly operation: string;
  toRequest(projectId: string, query: Query): UpstreamRequest;
  /** Decodes `data` of the answer. */
  readValue(data: JsonObject, fields: FieldReader): Value;
}

/** For a call that asks for no rows. */
const NO_ROWS = { offset: 0, limit: 0 };

/** Reads single objects. */
export class ObjectReader {
  readonly #reads: SharedReads;
  readonly #dates: DateReader;

  constructor(reads: SharedReads, dates: DateReader) {
    this.#reads = reads;
    this.#dates = dates;
  }

  read<Query, Value>(reading: Reading<Query, Value>, query: Query, call: Call): Promise<Value> {
    return this.#reads.read(
      reading.operation,
      NO_ROWS,
      call,
      (projectId) => reading.toRequest(projectId, query),
      (body, flight) => {
        const facts = flight.facts ?? { status: 200, errorCode: null, requestId: null };
        return reading.readValue(openObject(body, facts), new FieldReader(facts, this.#dates));
      },
    );
  }
}
