import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  captureTaskRow,
  FIREWALLS,
  FOLLOWED_FIREWALL,
  firewallRow,
  LONG_FIREWALL,
  LONG_TOTAL,
  listEntryRow,
  OBJECT_TOTAL,
  SCANNED_FIREWALL,
  SCANNED_TOTAL,
  USUAL_TOTAL,
} from './dataset.ts';
import { announce } from './started.ts';

/*
 * A CFW that only measures: every row is serialised before the first request and a page is a slice of those bytes, so
 * that the upstream is never what a benchmark waits for. It checks nothing; the simulator is the one that does.
 * `GET /_calls` tells how many CFW calls it has seen, `GET /_change` changes the list that is followed.
 */

interface FixedList {
  readonly bytes: Buffer;
  /** Where each row starts in `bytes`, and where the last one ends. Rows are divided by commas. */
  readonly starts: readonly number[];
}

function fixedList(total: number, row: (position: number) => object): FixedList {
  const texts = Array.from({ length: total }, (_, position) => Buffer.from(`${JSON.stringify(row(position))},`));
  const starts = [0];
  for (const text of texts) starts.push(starts.at(-1)! + text.length);
  return { bytes: Buffer.concat(texts), starts };
}

const longList = fixedList(LONG_TOTAL, (position) => captureTaskRow(LONG_FIREWALL, position));
const usualList = fixedList(USUAL_TOTAL, (position) => captureTaskRow('usual', position));
const scannedList = fixedList(SCANNED_TOTAL, (position) => captureTaskRow(SCANNED_FIREWALL, position));
const entries = fixedList(OBJECT_TOTAL, listEntryRow);
const firewalls = fixedList(FIREWALLS.length, firewallRow);
/** The list that is followed is one of these two in turn. */
const followedLists = ['usual', 'changed'].map((name) =>
  fixedList(USUAL_TOTAL, (position) => ({ ...captureTaskRow('usual', position), ...(position === 0 && { name }) })),
);
let calls = 0;
let changes = 0;

function page({ bytes, starts }: FixedList, offset: number, limit: number): Buffer[] {
  const total = starts.length - 1;
  const from = Math.min(offset, total);
  const to = Math.min(from + limit, total);
  return [
    Buffer.from(`{"data":{"limit":${limit},"offset":${offset},"records":[`),
    from === to ? Buffer.alloc(0) : bytes.subarray(starts[from], starts[to]! - 1),
    Buffer.from(`],"total":${total}}}`),
  ];
}

function tasksOf(firewall: string): FixedList {
  if (firewall === LONG_FIREWALL) return longList;
  if (firewall === FOLLOWED_FIREWALL) return followedLists[changes % 2]!;
  return firewall === SCANNED_FIREWALL ? scannedList : usualList;
}

function answer(request: IncomingMessage, body: string): Buffer[] {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://upstream');
  if (pathname === '/_calls') return [Buffer.from(String(calls))];
  if (pathname === '/_change') return [Buffer.from(String(++changes))];
  calls++;
  // The answer to a write names what was written. What it was to become is what the list shows anyway.
  if (request.method === 'PUT') return [Buffer.from(JSON.stringify({ data: { id: pathname.split('/').at(-1) } }))];
  const firewall = searchParams.get('fw_instance_id') ?? '';
  const range = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))] as const;
  if (pathname.endsWith('/capture-task')) return page(tasksOf(firewall), ...range);
  if (pathname.endsWith('/black-white-lists')) return page(entries, ...range);
  if (pathname.endsWith('/firewall/exist')) {
    const { bytes, starts } = firewalls;
    const at = FIREWALLS.indexOf(firewall);
    return page(
      { bytes: bytes.subarray(starts[at], starts[at + 1]), starts: [0, starts[at + 1]! - starts[at]!] },
      0,
      1,
    );
  }
  const { offset, limit } = JSON.parse(body) as { offset: number; limit: number };
  return page(firewalls, offset, limit);
}

function send(response: ServerResponse, parts: readonly Buffer[]): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length, 'x-request-id': 'bench' });
  response.cork();
  for (const part of parts) response.write(part);
  response.end();
  response.uncork();
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => send(response, answer(request, body)));
});
server.listen(0, '127.0.0.1', () => announce(server));
