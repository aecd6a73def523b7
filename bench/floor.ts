import { Agent, createServer, type ServerResponse } from 'node:http';
import got from 'got';
import { PROJECT, SCANNED_FIREWALL, SCANNED_TOTAL } from './dataset.ts';
import { announce } from './started.ts';

/*
 * The floor: what one would write by hand for this one list, and nothing else. got with kept-alive connections,
 * JSON.parse, one map into the same answer as the gateway's, JSON.stringify. Cursors are offsets, pages past CFW's
 * 1024 rows are read in parallel. No schema, no checks, no plan, no drift, no sharing, no limits, no logs.
 */

interface CaptureTask {
  readonly [field: string]: unknown;
}
interface Page {
  readonly data: { readonly total: number; readonly records: readonly CaptureTask[] };
}

const MAX_LIMIT = 1024;
const STATUS = ['ABNORMAL', 'SUCCESSFUL', 'RUNNING', 'UNKNOWN', 'STOPPED', 'ENDING'];
const ADDRESS_TYPE = ['IPV4', 'IPV6', 'DOMAIN'];
const PROTOCOL = new Map<unknown, string>([
  [6, 'TCP'],
  [17, 'UDP'],
  [1, 'ICMP'],
  [58, 'ICMPV6'],
  [-1, 'ANY'],
]);

const cfw = got.extend({
  prefixUrl: `${process.env.CFW_ENDPOINT}/v1/${PROJECT}`,
  agent: { http: new Agent({ keepAlive: true }) },
  retry: { limit: 0 },
  followRedirect: false,
  timeout: { request: 5_000 },
});

async function readPage(firewallId: string, offset: number, limit: number, token: string): Promise<Page['data']> {
  const query = `fw_instance_id=${firewallId}&limit=${limit}&offset=${offset}`;
  const body = await cfw.get(`capture-task?${query}`, { headers: { 'x-auth-token': token } }).text();
  return (JSON.parse(body) as Page).data;
}

async function captureTasks(firewallId: string, first: number, after: string | null, token: string): Promise<object> {
  const offset = after === null ? 0 : Number(Buffer.from(after, 'base64').toString()) + 1;
  const reads: Promise<Page['data']>[] = [];
  for (let read = 0; read < first; read += MAX_LIMIT) {
    reads.push(readPage(firewallId, offset + read, Math.min(MAX_LIMIT, first - read), token));
  }
  const pages = await Promise.all(reads);
  const total = pages[0]?.total ?? 0;
  const edges = pages
    .flatMap(({ records }) => records)
    .map((record, index) => ({ cursor: cursorAt(offset + index), node: captureTask(record) }));
  return answerOf(edges, offset, total);
}

function order(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function answerOf(edges: readonly { cursor: string; node: object }[], offset: number, total: number): object {
  return {
    data: {
      captureTasks: {
        edges,
        pageInfo: {
          hasNextPage: offset + edges.length < total,
          hasPreviousPage: offset > 0,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
        totalCount: total,
      },
    },
  };
}

/** 50 of 2,000 tasks: of two statuses and not before a date, by when they changed. */
async function found(from: string, token: string): Promise<object> {
  const since = `${from.slice(0, 10).replaceAll('-', '/')} ${from.slice(11, 19)}`;
  const reads: Promise<Page['data']>[] = [];
  for (let offset = 0; offset < SCANNED_TOTAL; offset += MAX_LIMIT) {
    reads.push(readPage(SCANNED_FIREWALL, offset, Math.min(MAX_LIMIT, SCANNED_TOTAL - offset), token));
  }
  const matching = (await Promise.all(reads))
    .flatMap(({ records }) => records)
    .filter(({ status, created_date: created }) => (status === 1 || status === 2) && String(created) >= since)
    .map((record) => ({ record, date: String(record.modified_date), id: String(record.task_id) }))
    .sort((one, other) => (one.date === other.date ? order(one.id, other.id) : order(one.date, other.date)));
  const edges = matching
    .slice(0, 50)
    .map(({ record }, offset) => ({ cursor: cursorAt(offset), node: captureTask(record) }));
  return answerOf(edges, 0, matching.length);
}

/** The 17 fields of a capture task, as the gateway serves them. */
function captureTask(record: CaptureTask): object {
  return {
    taskId: record.task_id,
    name: text(record.name),
    status: STATUS[record.status as number] ?? null,
    protocol: PROTOCOL.get(record.protocol) ?? null,
    sourceAddress: text(record.source_address),
    sourceAddressType: ADDRESS_TYPE[record.source_address_type as number] ?? null,
    sourcePort: text(record.source_port),
    destAddress: text(record.dest_address),
    destAddressType: ADDRESS_TYPE[record.dest_address_type as number] ?? null,
    destPort: text(record.dest_port),
    duration: record.duration ?? null,
    maxPackets: record.max_packets ?? null,
    captureSize: text(record.capture_size),
    remainingDays: record.remaining_days ?? null,
    isDeleted: record.is_deleted === 1,
    createdDate: date(record.created_date),
    modifiedDate: date(record.modified_date),
  };
}

function text(value: unknown): unknown {
  return value === '' || value === '--' ? null : (value ?? null);
}

function date(value: unknown): string | null {
  return typeof value === 'string' ? `${value.replaceAll('/', '-').replace(' ', 'T')}.000Z` : null;
}

function cursorAt(offset: number): string {
  return Buffer.from(String(offset)).toString('base64');
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://floor');
    const token = String(request.headers['x-auth-token']);
    const first = Number(searchParams.get('first'));
    const from = searchParams.get('from');
    if (pathname === '/found' && from !== null) return send(response, 200, JSON.stringify(await found(from, token)));
    const answer = await captureTasks(searchParams.get('firewallId') ?? '', first, searchParams.get('after'), token);
    send(response, 200, JSON.stringify(answer));
  } catch (error) {
    send(response, 502, JSON.stringify({ errors: [{ message: String(error) }] }));
  }
});
server.listen(0, '127.0.0.1', () => announce(server));
