import type { Call, Page } from './call.ts';
import { type CaptureTaskQuery, type CaptureTaskRecord, captureTaskRequest, readCaptureTask } from './capture-task.ts';
import { createDateReader } from './dates.ts';
import { readEndpoint } from './endpoint.ts';
import { openEnvelope } from './envelope.ts';
import { CfwError } from './errors.ts';
import { exchange } from './exchange.ts';
import { FieldReader, type JsonObject } from './fields.ts';
import {
  type FirewallDetailRecord,
  type FirewallQuery,
  type FirewallRecord,
  firewallListRequest,
  readFirewall,
} from './firewall.ts';
import { firewallDetailRequest, readFirewallDetail } from './firewall-detail.ts';
import { InFlight } from './in-flight.ts';
import { type ListEntryQuery, type ListEntryRecord, listEntryRequest, readListEntry } from './list-entry.ts';
import type { CfwObserver } from './observer.ts';
import { assertRange, type Operation, type Range, type UpstreamRequest } from './request.ts';
import { checkTenant } from './tenant.ts';
import { createTransport } from './transport.ts';

export type { Call, CallReport, Page } from './call.ts';
export type { Range } from './request.ts';

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
  /** Closes the connections; calls under way fail. */
  close(): Promise<void>;
}

/** Makes a client of one CFW endpoint. Throws when the endpoint or the time zone is none. */
export function createCfwClient(options: CfwClientOptions): CfwClient {
  const { attemptTimeoutMs, observer = {} } = options;
  const endpoint = readEndpoint(options.endpoint);
  const transport = createTransport(endpoint);
  const dates = createDateReader(options.timeZone);
  const inFlight = new InFlight();

  /** Makes one call, or joins it, and decodes its rows once for all who wait. */
  async function read<Query, Row>(
    operation: Operation,
    query: Query,
    range: Range,
    call: Call,
    toRequest: (projectId: string, query: Query, range: Range) => UpstreamRequest,
    readRow: (row: JsonObject, fields: FieldReader, query: Query) => Row,
  ): Promise<Page<Row>> {
    const { tenant } = call;
    checkTenant(tenant);
    assertRange(range);
    const request = toRequest(tenant.projectId, query, range);
    const key = [
      tenant.credentials.identity,
      tenant.projectId,
      endpoint.origin,
      endpoint.prefix,
      tenant.language ?? '',
      request.method,
      request.path,
      request.query,
      request.body ?? '',
    ].join('\n');
    return inFlight.share(key, call, { operation, offset: range.offset, limit: range.limit }, async (flight) => {
      const answer = await exchange({ endpoint, transport, attemptTimeoutMs, observer }, request, tenant, flight);
      const facts = flight.facts ?? { status: answer.status, errorCode: null, requestId: null };
      const { total, rows } = openEnvelope(answer.body, range, facts);
      const fields = new FieldReader(facts, dates);
      const decoded = rows.map((row) => readRow(row, fields, query));
      fields.tellUnknownCodes((field, code, count) => observer.unknownCode?.({ operation, field, code, rows: count }));
      return { offset: range.offset, total, rows: decoded };
    });
  }

  return {
    listCaptureTasks: (query, range, call) =>
      read('ListCaptureTask', query, range, call, captureTaskRequest, readCaptureTask),
    listListEntries: (query, range, call) =>
      read('ListBlackWhiteLists', query, range, call, listEntryRequest, readListEntry),
    listFirewalls: (query, range, call) =>
      read('ListFirewallList', query, range, call, firewallListRequest, readFirewall),
    async showFirewall(firewallId, enterpriseProjectId, call) {
      try {
        const page = await read(
          'ListFirewallDetail',
          firewallId,
          { offset: 0, limit: 1 },
          call,
          (projectId, id) => firewallDetailRequest(projectId, id, enterpriseProjectId),
          readFirewallDetail,
        );
        return page.rows.find((row) => row.firewallId === firewallId) ?? null;
      } catch (error) {
        if (error instanceof CfwError && error.upstream?.errorCode?.startsWith('CFW.') && error.code === 'NOT_FOUND')
          return null;
        throw error;
      }
    },
    async close() {
      transport.close();
    },
  };
}
