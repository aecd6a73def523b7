import { OwnRates } from '../shared/own-rates.ts';
import type { SharedState } from '../shared/shared-state.ts';
import { Exchange } from './attempts/exchange.ts';
import type { CfwObserver } from './attempts/observer.ts';
import type { Call, Page } from './calls/call.ts';
import { projectOf } from './calls/call-names.ts';
import { ObjectReader, type Reading } from './calls/object-reader.ts';
import { type Listing, PageReader } from './calls/page-reader.ts';
import { SharedReads } from './calls/shared-reads.ts';
import { type Delivery, type Write, Writer } from './calls/writer.ts';
import { createDateReader } from './decoding/dates.ts';
import { readEndpoint } from './wire/endpoint.ts';
import type { Range } from './wire/request.ts';
import { createTransport } from './wire/transport.ts';

export type { Call, CallReport, Page } from './calls/call.ts';
export type { Delivery, Write } from './calls/writer.ts';
export type { Range } from './wire/request.ts';

export interface CfwClientOptions {
  /** Base URL of CFW, such as `https://cfw.eu-west-101.myhuaweicloud.eu` (cfw-api, section 4). */
  readonly endpoint: string;
  /** Zone of CFW's zone-less dates: an IANA zone, or an offset such as `+08:00`. */
  readonly timeZone: string;
  /** Most milliseconds of one attempt, from sending to the last byte. */
  readonly attemptTimeoutMs: number;
  /** What other replicas, or other clients, have in common with this one; nothing when absent. */
  readonly shared?: Pick<SharedState, 'rates' | 'others'>;
  /** The proxy on the way to CFW, with its user and password; undefined: none. */
  readonly proxy?: URL | undefined;
  /** Told what happens, for logs, metrics and traces. */
  readonly observer?: CfwObserver;
}

/** CFW's calls. Each read rejects with a CfwError; equal ones in flight of one credential and project are one. */
export interface CfwClient {
  /** Reads so many rows of a list from an offset on. */
  list<Query, Row>(listing: Listing<Query, Row>, query: Query, range: Range, call: Call): Promise<Page<Row>>;
  /** Reads one object. */
  object<Query, Value>(reading: Reading<Query, Value>, query: Query, call: Call): Promise<Value>;
  /** Sends a write once, and tells what came of it. Throws BAD_USER_INPUT for what may not go on the wire. */
  send(write: Write, call: Call): Promise<Delivery>;
  /** A project was written to: when this has resolved, no read that begins on any replica joins one that began before. */
  outdate(projectId: string): Promise<void>;
  /** Ends the calls under way and closes the connections. */
  close(): Promise<void>;
}

/** Makes a client of one CFW endpoint. Throws when the endpoint or the time zone is none. */
export function createCfwClient(options: CfwClientOptions): CfwClient {
  const { attemptTimeoutMs, observer = {}, shared = { rates: new OwnRates(undefined), others: undefined } } = options;
  const endpoint = readEndpoint(options.endpoint);
  const { proxy } = options;
  const transport = createTransport(endpoint, { proxy });
  const writes = createTransport(endpoint, { connections: 'fresh', proxy });
  const exchange = new Exchange({ endpoint, transport, writes, attemptTimeoutMs, observer, rates: shared.rates });
  const reads = new SharedReads(exchange, endpoint, observer, shared.others?.flights);
  const dates = createDateReader(options.timeZone);
  const pages = new PageReader(reads, dates, observer);
  const objects = new ObjectReader(reads, dates);
  const writer = new Writer(exchange, observer);
  return {
    list: (listing, query, range, call) => pages.read(listing, query, range, call),
    object: (reading, query, call) => objects.read(reading, query, call),
    send: (write, call) => writer.send(write, call),
    outdate: async (projectId) => shared.others?.writes.wrote(projectOf({ projectId }, endpoint)),
    async close() {
      reads.close();
      transport.close();
      writes.close();
    },
  };
}
