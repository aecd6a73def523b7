import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LogEntry } from './request-log.ts';
import type { Route } from './routes.ts';

/** One request and its answer, on the way through the simulator. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly route: Route | undefined;
  readonly projectId: string | null;
  readonly params: Readonly<Record<string, string>>;
  /** Goes out as X-Request-Id and in the gateway's error bodies. */
  readonly requestId: string;
  readonly entry: LogEntry;
}

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json;charset=utf8';

/** Status line and headers, ready to be written. `Date` is left to the server. */
export function headOf(exchange: Exchange, reply: Reply): Record<string, string> {
  return { 'content-type': JSON_TYPE, 'x-request-id': exchange.requestId, ...reply.headers };
}

/** Sends an answer in one piece. */
export function send(exchange: Exchange, reply: Reply): void {
  const { response, entry } = exchange;
  if (response.destroyed) return;
  entry.status = reply.status;
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...headOf(exchange, reply), 'content-length': String(body.length) });
  response.end(body);
}

/** The whole body of a request; at most `maxBytes`, then undefined. */
export async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}
