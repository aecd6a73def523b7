import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { CallLedger } from '../../loaders/request-scope.ts';
import { afterwards } from '../../runtime/afterwards.ts';
import {
  CLIENT_LEFT,
  type ClientName,
  type RequestReport,
  type Transport,
} from '../../telemetry/report/request-report.ts';
import { type ObservableResults, StreamRecord } from '../../telemetry/stream-record.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { RequestTrace } from '../../telemetry/tracing/trace.ts';
import { type Asked, headerOf, type ServerContext } from '../door/server-context.ts';
import type { ReadOperation } from '../operation/document.ts';

/** What is known of a GraphQL request while it is answered. */
export class RequestRecord {
  readonly #requestId: string;
  readonly trace: RequestTrace | undefined;
  readonly #client: ClientName;
  readonly #since = performance.now();
  readonly #codes = new Map<string, number>();
  #operationName: string | null = null;
  #operationType: string | null = null;
  #ledger: CallLedger | null = null;
  readonly #telemetry: Telemetry;
  #unfollow: (() => void) | null = null;

  constructor({ req, requestId }: Pick<Asked, 'req' | 'requestId'>, telemetry: Telemetry) {
    this.#requestId = requestId;
    this.#telemetry = telemetry;
    this.trace = telemetry.traceRequest(headerOf(req, 'traceparent'), headerOf(req, 'tracestate'));
    this.#client = clientOf(req);
  }

  executing({ name, type }: ReadOperation, ledger: CallLedger): void {
    this.#operationName = name?.slice(0, MAX_NAME) ?? null;
    this.#operationType = type;
    this.#ledger = ledger;
  }

  answered(errors: readonly GraphQLError[]): void {
    for (const { extensions } of errors) {
      const code = String(extensions.code);
      this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    }
  }

  /** The request is over when something else tells; `unfollow` makes that cease. */
  followed(unfollow: () => void): void {
    this.#unfollow = unfollow;
  }

  /** The operation is a subscription, and its results go out as they come. What follows is told by another record. */
  opened(transport: Transport, results: ObservableResults): void {
    this.#unfollow?.();
    const request = this.#report(200);
    const stream = new StreamRecord(request, transport, results, this.#since, this.#telemetry);
    this.#telemetry.streamStarted(request, stream.report(), this.trace);
    results.observe(stream);
  }

  /** @param status of the answer, for the metrics of HTTP */
  ended(status: number): void {
    this.#telemetry.requestEnded(this.#report(status), this.trace);
  }

  #report(status: number): RequestReport {
    return {
      requestId: this.#requestId,
      operationName: this.#operationName,
      operationType: this.#operationType,
      client: this.#client,
      status,
      codes: this.#codes,
      durationMs: performance.now() - this.#since,
      ledger: this.#ledger,
    };
  }
}

const MAX_NAME = 100;

const NAMELESS: ClientName = { name: null, version: null };

function clientOf(request: Pick<IncomingMessage, 'headers'>): ClientName {
  const client = { name: clientHeader(request, 'name'), version: clientHeader(request, 'version') };
  return client.name === null && client.version === null ? NAMELESS : client;
}

/** What the client says of itself, by the header names of Apollo's and of other clients. */
function clientHeader(request: Pick<IncomingMessage, 'headers'>, part: 'name' | 'version'): string | null {
  const text = headerOf(request, `graphql-client-${part}`) ?? headerOf(request, `apollographql-client-${part}`);
  return text === null ? null : text.replace(/[^ -~]/g, '').slice(0, MAX_NAME);
}

/** Follows a GraphQL request to its end, and then tells of it. */
export function followRequest(context: ServerContext, telemetry: Telemetry): RequestRecord {
  const record = new RequestRecord(context, telemetry);
  telemetry.requestStarted();
  const { res } = context;
  const closed = () => {
    if (res.writableFinished) record.ended(res.statusCode);
    // When many callers leave at once, all their calls are ended before any of it is told.
    else afterwards(() => record.ended(CLIENT_LEFT));
  };
  res.once('close', closed);
  record.followed(() => res.off('close', closed));
  return record;
}
