import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { openLane } from '../../loaders/lane.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { GraphResult } from '../answer/graph-answer.ts';
import { requestIdOf } from '../door/request-id.ts';
import { type Asked, headerOf } from '../door/server-context.ts';
import { checkedParams, type GraphQLParams } from '../request/graphql-params.ts';
import { checkExplain, type RequestReadingOptions } from '../request/request-reading.ts';
import { RequestRecord } from '../request/request-telemetry.ts';
import { OperationDeadline, Place } from './operation-terms.ts';
import { oneResult, ResultStream, type StreamedResult } from './result-stream.ts';

export interface SessionOptions extends RequestReadingOptions {
  readonly telemetry: Telemetry;
  readonly requestTimeoutMs: number;
  perform(asked: Asked, params: GraphQLParams, record: RequestRecord): Promise<GraphResult | ResultStream>;
  failed(error: unknown): GraphResult;
}

/** What a socket does for the session. */
export interface SessionSocket {
  /** Aborts when it closes. */
  readonly closed: AbortSignal;
  /** Waits until its reader has taken enough of what there is. */
  room(): Promise<void>;
  /** Told whenever an operation has been executed, or a subscription has begun. */
  executed(): void;
}

/** So many operations of one socket are executed at the same time; the others wait. */
const CONCURRENT_OPERATIONS = 16;
/** When so many are under way or wait, no more are read. */
const MANY_OPERATIONS = 64;

/** One who asks over a socket that stays open, and what is asked. */
export class SocketSession {
  readonly #options: SessionOptions;
  readonly #socket: SessionSocket;
  readonly #lane = openLane(CONCURRENT_OPERATIONS);
  #headers: IncomingHttpHeaders;
  /** Operations that will end by themselves. */
  #running = 0;
  #onIdle: (() => void) | null = null;

  constructor(options: SessionOptions, { headers }: IncomingMessage, socket: SessionSocket) {
    this.#options = options;
    this.#headers = headers;
    this.#socket = socket;
  }

  /** Whether nothing more should be asked for now. */
  get isFull(): boolean {
    return this.#running >= MANY_OPERATIONS;
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

  /** Executes an operation in its turn: its results, or the errors of a request that is not executed. */
  async perform(payload: unknown): Promise<AsyncIterable<StreamedResult> | readonly GraphQLError[]> {
    this.#running++;
    try {
      return await this.#lane(async () => {
        await this.#socket.room();
        return this.#perform(payload);
      });
    } finally {
      if (--this.#running === 0) this.#onIdle?.();
      this.#socket.executed();
    }
  }

  /** Waits for what is being executed. */
  async idle(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  async #perform(payload: unknown): Promise<AsyncIterable<StreamedResult> | readonly GraphQLError[]> {
    const { telemetry, perform, failed, requestTimeoutMs } = this.#options;
    const place = new Place();
    const deadline = new OperationDeadline(requestTimeoutMs, this.#socket.closed);
    const req = { method: 'POST', headers: this.#headers };
    const asked: Asked = { req, requestId: requestIdOf(headerOf(req, 'x-request-id')), deadline };
    const record = new RequestRecord(asked, telemetry);
    telemetry.requestStarted();
    const result = await this.#read(payload, asked, place)
      .then((params) => perform(asked, params, record))
      .catch(failed);
    place.leave();
    deadline.lift();
    if (result instanceof ResultStream) {
      record.opened('WebSocket', result);
      return result;
    }
    record.answered(result.errors ?? []);
    record.ended(200);
    return result.data === undefined ? (result.errors ?? []) : oneResult(result);
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
