import type { Call, Page } from './calls/call.ts';
import { Exchange } from './calls/exchange.ts';
import type { CfwObserver } from './calls/observer.ts';
import { type Listing, PageReader } from './calls/page-reader.ts';
import { createDateReader } from './decoding/dates.ts';
import { readEndpoint } from './wire/endpoint.ts';
import type { Range } from './wire/request.ts';
import { createTransport } from './wire/transport.ts';

export type { Call, CallReport, Page } from './calls/call.ts';
export type { Range } from './wire/request.ts';

export interface CfwClientOptions {
  /** Base URL of CFW, such as `https://cfw.eu-west-101.myhuaweicloud.eu` (cfw-api, section 4). */
  readonly endpoint: string;
  /** Zone of CFW's zone-less dates: an IANA zone, or an offset such as `+08:00`. */
  readonly timeZone: string;
  /** Most milliseconds of one attempt, from sending to the last byte. */
  readonly attemptTimeoutMs: number;
  /** Told what happens, for logs, metrics and traces. */
  readonly observer?: CfwObserver;
}

/** CFW's reads. Each rejects with a CfwError; equal calls in flight of one credential and project are one. */
export interface CfwClient {
  /** Reads so many rows of a list from an offset on. */
  list<Query, Row>(listing: Listing<Query, Row>, query: Query, range: Range, call: Call): Promise<Page<Row>>;
  /** Ends the calls under way and closes the connections. */
  close(): Promise<void>;
}

/** Makes a client of one CFW endpoint. Throws when the endpoint or the time zone is none. */
export function createCfwClient(options: CfwClientOptions): CfwClient {
  const { attemptTimeoutMs, observer = {} } = options;
  const endpoint = readEndpoint(options.endpoint);
  const transport = createTransport(endpoint);
  const exchange = new Exchange({ endpoint, transport, attemptTimeoutMs, observer });
  const reader = new PageReader(exchange, endpoint, createDateReader(options.timeZone), observer);
  return {
    list: (listing, query, range, call) => reader.read(listing, query, range, call),
    async close() {
      reader.close();
      transport.close();
    },
  };
}
