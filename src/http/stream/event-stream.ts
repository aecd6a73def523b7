import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { print } from 'graphql-sse';
import { EVENT_STREAM_TYPE } from '../answer/negotiation.ts';
import { ANSWER_HEADERS } from '../answer/page-policy.ts';
import type { OpenStream } from './open-streams.ts';
import { ResultStream, type StreamedResult } from './result-stream.ts';

/** A reader that takes nothing for so long is cut off, with the heartbeat that notices it. */
const STALLED_MS = 30_000;

const HEARTBEAT = Buffer.from(':\n\n');
const COMPLETE = Buffer.from(print<false, 'complete'>({ event: 'complete', data: null }));

/**
 * "GraphQL over Server-Sent Events", distinct connections mode: the results of one operation as the answer of one
 * request. The operation has been read and executed before, and the library words the messages. Its own handler is left
 * out: each follower would have the result that all share written for it anew, and would weigh more than its connection.
 *
 * There are many of these, and most wait: nothing is kept for one but what its next result needs.
 */
export class EventStream implements OpenStream {
  readonly #response: ServerResponse;
  readonly #results: AsyncIterator<StreamedResult>;
  /** Since when the reader has not taken what was sent; 0: it has taken everything. */
  #unreadSince = 0;
  /** What waits until the reader has taken a heartbeat. */
  #next: Uint8Array | null = null;

  constructor(response: ServerResponse, results: AsyncIterator<StreamedResult>) {
    this.#response = response;
    this.#results = results;
  }

  /** Begins to send. @param ended told when there is nobody to send anything to any more */
  open(own: OutgoingHttpHeaders, ended: (stream: EventStream) => void): void {
    const response = this.#response;
    response.once('close', () => {
      ended(this);
      void this.#results.return?.();
    });
    response.writeHead(200, { ...ANSWER_HEADERS, ...STREAM_HEADERS, ...own });
    response.socket?.setTimeout(0);
    response.cork();
    // By themselves: node would keep them as the dozens of pieces that they are put together of.
    response.flushHeaders();
    // Some browsers take the headers for an answer only with something behind them.
    this.#write(HEARTBEAT);
    response.uncork();
    this.#advance();
  }

  comeBack(): void {
    // A client would ask again for what is none: a write would be made twice.
    if (!(this.#results instanceof ResultStream)) return;
    const retryMs = Math.round(100 + 900 * Math.random());
    this.#response.end(`: the gateway stops, come back\nretry: ${retryMs}\n\n`);
    void this.#results.return();
  }

  beat(): void {
    if (this.#unreadSince === 0) this.#write(HEARTBEAT);
    else if (performance.now() - this.#unreadSince > STALLED_MS) this.#response.destroy();
  }

  /** Waits for the next result. It is not made before the last one is taken. */
  #advance(): void {
    void this.#results.next().then(({ done, value }) => {
      if (done !== true) this.#send(messageOf(value));
      else if (!this.#response.writableEnded) this.#response.end(COMPLETE);
    });
  }

  #send(message: Uint8Array): void {
    // A heartbeat may be on its way.
    if (this.#unreadSince === 0) this.#write(message);
    else this.#next = message;
  }

  #write(message: Uint8Array): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded) return;
    this.#unreadSince = performance.now();
    response.write(message, () => this.#taken(message));
  }

  #taken(message: Uint8Array): void {
    this.#unreadSince = 0;
    const next = this.#next;
    this.#next = null;
    if (message !== HEARTBEAT) this.#advance();
    else if (next !== null) this.#write(next);
  }
}

/** Proxies must neither keep nor change nor gather what goes through them. */
const STREAM_HEADERS = {
  'content-type': `${EVENT_STREAM_TYPE}; charset=utf-8`,
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const messages = new WeakMap<StreamedResult, Uint8Array>();

/** A result as it goes out: written once for all who share it. */
function messageOf(result: StreamedResult): Uint8Array {
  const known = messages.get(result);
  if (known !== undefined) return known;
  const message = Buffer.from(print<false, 'next'>({ event: 'next', data: result as never }));
  messages.set(result, message);
  return message;
}
