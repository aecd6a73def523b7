import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createHandler } from 'graphql-sse';
import { EVENT_STREAM_TYPE } from '../answer/negotiation.ts';
import { ANSWER_HEADERS } from '../answer/page-policy.ts';
import type { StreamedResult } from './result-stream.ts';

/** A reader that takes nothing for so long is cut off. */
const STALLED_MS = 30_000;
/** What keeps the connection alive; the library sends it every 12 s. */
const PING = ':\n\n';

/**
 * "GraphQL over Server-Sent Events", distinct connections mode: the results of one operation as the answer of one
 * request. The operation has been read and executed before; the library frames its results.
 */
export class EventStream {
  readonly #response: ServerResponse;
  #results = 0;
  #written = 0;
  #onWritten: (() => void) | null = null;
  #onClose: (() => void) | null = null;
  #body: AsyncGenerator<string> | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Sends the results, and resolves when the stream has ended. */
  async send(results: AsyncIterable<StreamedResult>, own: OutgoingHttpHeaders): Promise<void> {
    const response = this.#response;
    const [body] = await handle({
      method: 'POST',
      url: '/graphql',
      headers: { get: (name) => REQUEST_HEADERS[name] },
      body: { query: '' },
      raw: results,
      context: this,
    });
    this.#body = body as AsyncGenerator<string>;
    response.writeHead(200, { ...ANSWER_HEADERS, ...STREAM_HEADERS, ...own });
    response.socket?.setTimeout(0);
    const leave = () => {
      this.#onWritten?.();
      this.#onClose?.();
      void this.#body?.return(undefined);
    };
    response.once('close', leave);
    if (response.closed) leave();
    for await (const text of this.#body) await this.#write(text);
    response.end();
  }

  /** Tells the reader to come back soon, to whoever is here then, and ends without a word on the operation's end. */
  comeBack(): void {
    const retryMs = Math.round(100 + 900 * Math.random());
    this.#response.end(`: the gateway stops, come back\nretry: ${retryMs}\n\n`);
    void this.#body?.return(undefined);
  }

  /** Waits until the reader has taken all results there are: the next one is not made before. */
  async ready(): Promise<void> {
    while (this.#written < this.#results && !this.#response.closed) {
      await new Promise<void>((resolve) => {
        this.#onWritten = resolve;
      });
    }
    this.#results++;
  }

  async #write(text: string): Promise<void> {
    const response = this.#response;
    if (!response.writable) return;
    // Heartbeats come behind what the reader has not taken yet, so the clock runs for them as well.
    const timer = setTimeout(() => response.destroy(), STALLED_MS);
    await new Promise<void>((resolve) => {
      this.#onClose = resolve;
      response.write(text, () => resolve());
    });
    clearTimeout(timer);
    if (text !== PING) this.#written++;
    this.#onWritten?.();
    this.#onWritten = null;
  }
}

const REQUEST_HEADERS: Readonly<Record<string, string>> = {
  accept: EVENT_STREAM_TYPE,
  'content-type': 'application/json',
};

/** Proxies must neither keep nor change nor gather what goes through them. */
const STREAM_HEADERS = {
  'content-type': `${EVENT_STREAM_TYPE}; charset=utf-8`,
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const handle = createHandler<AsyncIterable<StreamedResult>, EventStream, never>({
  authenticate: () => null,
  onSubscribe: ({ raw }) => raw as never,
  onNext: (_context, { context }) => context.ready(),
});
