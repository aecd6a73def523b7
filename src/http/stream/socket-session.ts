import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { GraphResult } from '../answer/graph-answer.ts';
import { requestIdOf } from '../door/request-id.ts';
import { type Asked, headerOf } from '../door/server-context.ts';
import { checkedParams, type GraphQLParams } from '../request/graphql-params.ts';
import { checkExplain, type RequestReadingOptions } from '../request/request-reading.ts';
import { RequestRecord } from '../request/request-telemetry.ts';
import { oneResult, ResultStream, type StreamedResult } from './result-stream.ts';

export interface SessionOptions extends RequestReadingOptions {
  readonly telemetry: Telemetry;
  readonly requestTimeoutMs: number;
  perform(asked: Asked, params: GraphQLParams, record: RequestRecord): Promise<GraphResult | ResultStream>;
  failed(error: unknown): GraphResult;
}

/** One who asks over a socket that stays open, and what is asked. */
export class SocketSession {
  readonly #options: SessionOptions;
  readonly #closed: AbortSignal;
  #headers: IncomingHttpHeaders;
  /** Operations that will end by themselves. */
  #running = 0;
  #onIdle: (() => void) | null = null;

  /** @param closed aborts when the socket closes */
  constructor(options: SessionOptions, { headers }: IncomingMessage, closed: AbortSignal) {
    this.#options = options;
    this.#headers = headers;
    this.#closed = closed;
  }

  /** Takes what the caller says of itself in place of headers, which no browser sends with a WebSocket. */
  introduce(payload: Readonly<Record<string, unknown>>): void {
    const nested = typeof payload.headers === 'object' && payload.headers !== null ? payload.headers : {};
    const told: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...payload, ...nested })) {
      if (typeof value === 'string') told[name.toLowerCase()] = value;
    }
    this.#headers = { ...this.#headers, ...told };
  }

  /** Executes an operation: its results, or the errors of a request that is not executed. */
  async perform(payload: unknown): Promise<AsyncIterable<StreamedResult> | readonly GraphQLError[]> {
    const { telemetry, perform, failed } = this.#options;
    const place = new Place();
    const deadline = new OperationDeadline(this.#options.requestTimeoutMs, this.#closed);
    const req = { method: 'POST', headers: this.#headers };
    const asked: Asked = { req, requestId: requestIdOf(headerOf(req, 'x-request-id')), deadline };
    const record = new RequestRecord(asked, telemetry);
    telemetry.requestStarted();
    this.#running++;
    const result = await this.#read(payload, asked, place)
      .then((params) => perform(asked, params, record))
      .catch(failed);
    place.leave();
    deadline.lift();
    if (--this.#running === 0) this.#onIdle?.();
    if (result instanceof ResultStream) {
      record.opened('WebSocket', result);
      result.whenOver(() => record.ended(200));
      return result;
    }
    record.answered(result.errors ?? []);
    record.ended(200);
    return result.data === undefined ? (result.errors ?? []) : oneResult(result);
  }

  /** Waits for what is being executed. */
  async idle(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  async #read(payload: unknown, asked: Asked, place: Place): Promise<GraphQLParams> {
    const { inboundJwt, admission, allowExplain } = this.#options;
    checkExplain(asked.req, allowExplain);
    if (inboundJwt !== undefined) asked.caller = await inboundJwt.verify(headerOf(asked.req, 'authorization'));
    const params = checkedParams(payload);
    await admission.enter(place);
    return params;
  }
}

/** The place of an operation among those that run. */
class Place extends EventEmitter {
  closed = false;

  leave(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** How long an operation of a socket may take, and whether its caller is still there. */
class OperationDeadline {
  readonly at: number;
  readonly signal: AbortSignal;
  readonly lift: () => void;

  constructor(timeoutMs: number, closed: AbortSignal) {
    const controller = new AbortController();
    const give = () => controller.abort();
    const timer = setTimeout(give, timeoutMs);
    this.at = performance.now() + timeoutMs;
    this.signal = controller.signal;
    this.lift = () => {
      clearTimeout(timer);
      closed.removeEventListener('abort', give);
    };
    closed.addEventListener('abort', give);
    if (closed.aborted) give();
  }
}
