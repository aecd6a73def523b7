import type { Call, Page } from './calls/call.ts';
import { Exchange } from './calls/exchange.ts';
import type { CfwObserver } from './calls/observer.ts';
import { PageReader } from './calls/page-reader.ts';
import { createDateReader } from './decoding/dates.ts';
import { CfwError } from './decoding/errors.ts';
import { type CaptureTaskQuery, type CaptureTaskRecord, captureTasks } from './resources/capture-task.ts';
import { type FirewallDetailRecord, type FirewallQuery, type FirewallRecord, firewalls } from './resources/firewall.ts';
import { firewallDetail } from './resources/firewall-detail.ts';
import { type ListEntryQuery, type ListEntryRecord, listEntries } from './resources/list-entry.ts';
import { readEndpoint } from './wire/endpoint.ts';
import type { Range } from './wire/request.ts';
import { createTransport } from './wire/transport.ts';

export type { Call, CallReport, Page } from './calls/call.ts';
export type { Range } from './wire/request.ts';

export interface CfwClientOptions {
  /** Base URL of CFW, such as `https://cfw.eu-west-101.myhuaweicloud.eu` (cfw-api, section 4). */
  readonly endpoint: string;
  /** IANA zone of CFW's zone-less dates. */
  readonly timeZone: string;
  /** Most milliseconds of one attempt, from sending to the last byte. */
  readonly attemptTimeoutMs: number;
  /** Told what happens, for logs, metrics and traces. */
  readonly observer?: CfwObserver;
}

/** CFW's reads. Each rejects with a CfwError; equal calls in flight of one credential and project are one. */
export interface CfwClient {
  listCaptureTasks(query: CaptureTaskQuery, range: Range, call: Call): Promise<Page<CaptureTaskRecord>>;
  listListEntries(query: ListEntryQuery, range: Range, call: Call): Promise<Page<ListEntryRecord>>;
  listFirewalls(query: FirewallQuery, range: Range, call: Call): Promise<Page<FirewallRecord>>;
  /** Null when CFW says that there is no such firewall. */
  showFirewall(
    firewallId: string,
    enterpriseProjectId: string | undefined,
    call: Call,
  ): Promise<FirewallDetailRecord | null>;
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
    listCaptureTasks: (query, range, call) => reader.read(captureTasks, query, range, call),
    listListEntries: (query, range, call) => reader.read(listEntries, query, range, call),
    listFirewalls: (query, range, call) => reader.read(firewalls, query, range, call),
    async showFirewall(firewallId, enterpriseProjectId, call) {
      try {
        const page = await reader.read(firewallDetail, { firewallId, enterpriseProjectId }, ONE_ROW, call);
        return page.rows.find((row) => row.firewallId === firewallId) ?? null;
      } catch (error) {
        if (isUnknownToCfw(error)) return null;
        throw error;
      }
    },
    async close() {
      reader.close();
      transport.close();
    },
  };
}

const ONE_ROW: Range = { offset: 0, limit: 1 };

// Only CFW's own word counts: an API gateway that knows no such path says NOT_FOUND too.
function isUnknownToCfw(error: unknown): boolean {
  return (
    error instanceof CfwError && error.code === 'NOT_FOUND' && error.upstream?.errorCode?.startsWith('CFW.') === true
  );
}
