import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { type Exchange, headOf, type Reply, send } from '../exchange.ts';
import type { Fault } from './fault.ts';

const SLICE_BYTES = 512;
const STREAM_BYTES = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** Sends an answer the way a fault wants it sent: at once, cut off, in slices, or without end. */
export async function deliver(exchange: Exchange, reply: Reply, fault: Fault, gone: AbortSignal): Promise<void> {
  if (fault.body === 'huge' || fault.body === 'gzipBomb') return stream(exchange, reply, fault);
  if (fault.resetAfterBytes !== undefined) return cut(exchange, reply, fault.resetAfterBytes);
  if (fault.sliceMs !== undefined) return slice(exchange, reply, fault, gone);
  send(exchange, reply);
}

/** Closes the connection with a TCP reset. */
export function reset({ request, entry }: Exchange): void {
  entry.cut = true;
  request.socket.resetAndDestroy();
}

/** Promises the whole body, sends its beginning, and resets the connection. */
function cut(exchange: Exchange, reply: Reply, bytes: number): void {
  const body = Buffer.from(reply.body);
  begin(exchange, reply, { 'content-length': String(body.length) });
  exchange.response.write(body.subarray(0, bytes), () => reset(exchange));
}

async function slice(exchange: Exchange, reply: Reply, fault: Fault, gone: AbortSignal): Promise<void> {
  const body = Buffer.from(reply.body);
  const size = fault.sliceBytes ?? SLICE_BYTES;
  begin(exchange, reply, { 'content-length': String(body.length) });
  for (let at = 0; at < body.length; at += size) {
    if (at > 0) await pause(fault.sliceMs, undefined, { signal: gone });
    exchange.response.write(body.subarray(at, at + size));
  }
  exchange.response.end();
}

/** A JSON text that never gets to its point; blanks pack well, and no parser may stop at them. */
async function stream(exchange: Exchange, reply: Reply, fault: Fault): Promise<void> {
  const source = Readable.from(blanks(fault.bytes ?? STREAM_BYTES));
  if (fault.body === 'huge') {
    begin(exchange, reply, {});
    return pipeline(source, exchange.response);
  }
  begin(exchange, reply, { 'content-encoding': 'gzip' });
  return pipeline(source, createGzip({ level: 9 }), exchange.response);
}

function* blanks(bytes: number): Generator<Buffer> {
  yield Buffer.from('{"data":');
  for (let left = bytes - 8; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, left);
}

function begin(exchange: Exchange, reply: Reply, headers: Record<string, string>): void {
  exchange.entry.status = reply.status;
  exchange.response.writeHead(reply.status, { ...headOf(exchange, reply), ...headers });
}
