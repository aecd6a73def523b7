import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { CallLedger } from '../../loaders/request-scope.ts';
import { CLIENT_LEFT, type ClientName, type RequestReport } from '../../telemetry/request-report.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { RequestTrace } from '../../telemetry/trace.ts';
import { headerOf, type ServerContext } from '../door/server-context.ts';
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

  constructor({ req, requestId }: ServerContext, telemetry: Telemetry) {
    this.#requestId = requestId;
    this.trace = telemetry.traceRequest(headerOf(req, 'traceparent'), headerOf(req, 'tracestate'));
    this.#client = { name: clientHeader(req, 'name'), version: clientHeader(req, 'version') };
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

  report(status: number): RequestReport {
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

/** What the client says of itself, by the header names of Apollo's and of other clients. */
function clientHeader(request: IncomingMessage, part: 'name' | 'version'): string | null {
  const text = headerOf(request, `graphql-client-${part}`) ?? headerOf(request, `apollographql-client-${part}`);
  return text === null ? null : text.replace(/[^ -~]/g, '').slice(0, MAX_NAME);
}

/** Follows a GraphQL request to its end, and then tells of it. */
export function followRequest(context: ServerContext, telemetry: Telemetry): RequestRecord {
  const record = new RequestRecord(context, telemetry);
  telemetry.requestStarted();
  const { res } = context;
  res.once('close', () => {
    const status = res.writableFinished ? res.statusCode : CLIENT_LEFT;
    telemetry.requestEnded(record.report(status), record.trace);
  });
  return record;
}
