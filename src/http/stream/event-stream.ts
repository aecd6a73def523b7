import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { print } from 'graphql-sse';
import { EVENT_STREAM_TYPE } from '../answer/negotiation.ts';
import { ANSWER_HEADERS } from '../answer/page-policy.ts';
import type { StreamedResult } from './result-stream.ts';

/** What keeps the connection alive: below the patience of usual proxies, 60 s. */
const HEARTBEAT_MS = 12_000;
/** A reader that takes nothing for so long is cut off, with the heartbeat that notices it. */
const STALLED_MS = 30_000;

const HEARTBEAT = Buffer.from(':\n\n');
const COMPLETE = Buffer.from(print<false, 'complete'>({ event: 'complete', data: null }));

/**
 * "GraphQL over Server-Sent Events", distinct connections mode: the results of one operation as the answer of one
 * request. The operation has been read and executed before, and the library words the messages. Its own handler is left
 * out: a follower would weigh twice as much, and each would have the result that all share written for it anew.
 */
export class EventStream {
  readonly #response: ServerResponse;
  #results: AsyncIterableIterator<StreamedResult> | undefined;
  #heart: NodeJS.Timeout | undefined;
  /** What the reader has not taken yet: since when. */
  #unread: { readonly since: number; readonly done: () => void; readonly taken: Promise<void> } | null = null;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Sends the results, and resolves when the stream has ended. The next one is not made before the last is taken. */
  async send(results: AsyncIterableIterator<StreamedResult>, own: OutgoingHttpHeaders): Promise<void> {
    const response = this.#response;
    this.#results = results;
    response.writeHead(200, { ...ANSWER_HEADERS, ...STREAM_HEADERS, ...own });
    response.socket?.setTimeout(0);
    response.once('close', () => this.#leave());
    if (response.closed) this.#leave();
    this.#heart = setInterval(() => this.#beat(), HEARTBEAT_MS);
    // Some browsers take the headers for an answer only with something behind them.
    await this.#write(HEARTBEAT);
    for await (const result of results) await this.#write(messageOf(result));
    clearInterval(this.#heart);
    if (response.writable) response.end(COMPLETE);
  }

  /** Tells the reader to come back soon, to whoever is here then, and ends without a word on the operation's end. */
  comeBack(): void {
    const retryMs = Math.round(100 + 900 * Math.random());
    this.#response.end(`: the gateway stops, come back\nretry: ${retryMs}\n\n`);
    void this.#results?.return?.();
  }

  #leave(): void {
    clearInterval(this.#heart);
    this.#unread?.done();
    void this.#results?.return?.();
  }

  #beat(): void {
    if (this.#unread === null) void this.#write(HEARTBEAT);
    else if (performance.now() - this.#unread.since > STALLED_MS) this.#response.destroy();
  }

  async #write(message: Uint8Array): Promise<void> {
    // A heartbeat may be on its way.
    while (this.#unread !== null) await this.#unread.taken;
    const response = this.#response;
    if (!response.writable || response.closed) return;
    let done = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      done = () => {
        this.#unread = null;
        resolve();
      };
    });
    this.#unread = { since: performance.now(), done, taken };
    response.write(message, done);
    await taken;
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
