import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { CallLedger } from '../loaders/request-scope.ts';
import type { RequestWatch } from '../loaders/request-watch.ts';
import { CLIENT_LEFT, type ClientName, type RequestReport } from '../telemetry/request-report.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { RequestTrace } from '../telemetry/trace.ts';
import type { ServerContext } from './server-context.ts';

/** What is known of a GraphQL request while it is answered. */
class RequestRecord {
  readonly requestId: string;
  readonly trace: RequestTrace | undefined;
  readonly #client: ClientName;
  readonly #since = performance.now();
  readonly #codes = new Map<string, number>();
  #operationName: string | null = null;
  #operationType: string | null = null;
  #ledger: CallLedger | null = null;

  constructor({ headers }: Request, requestId: string, telemetry: Telemetry) {
    this.requestId = requestId;
    this.trace = telemetry.traceRequest(headers.get('traceparent'), headers.get('tracestate'));
    this.#client = { name: clientHeader(headers, 'name'), version: clientHeader(headers, 'version') };
  }

  executing({ document, operationName, contextValue }: ExecutionArgs): void {
    const operation = getOperationAST(document, operationName);
    this.#operationName = operation?.name?.value.slice(0, MAX_NAME) ?? null;
    this.#operationType = operation?.operation ?? null;
    this.#ledger = (contextValue as { readonly ledger: CallLedger }).ledger;
  }

  answered({ errors = [] }: ExecutionResult): void {
    for (const { extensions } of errors) {
      const code = String(extensions.code);
      this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    }
  }

  report(status: number): RequestReport {
    return {
      requestId: this.requestId,
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
function clientHeader(headers: Headers, part: 'name' | 'version'): string | null {
  const text = headers.get(`graphql-client-${part}`) ?? headers.get(`apollographql-client-${part}`);
  return text === null ? null : text.replace(/[^ -~]/g, '').slice(0, MAX_NAME);
}

const records = new WeakMap<Request, RequestRecord>();

/** The id of a GraphQL request, and its trace when it is traced. */
export function recordOf(request: Request): { readonly requestId: string; readonly trace: RequestWatch | undefined } {
  return records.get(request)!;
}

/** Follows every GraphQL request to its end, and tells it its trace in the answer's headers. */
export function requestTelemetry(telemetry: Telemetry): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, serverContext }) {
      const record = new RequestRecord(request, serverContext.requestId, telemetry);
      records.set(request, record);
      telemetry.requestStarted();
      const { res } = serverContext;
      res.once('close', () => {
        const status = res.writableFinished ? res.statusCode : CLIENT_LEFT;
        telemetry.requestEnded(record.report(status), record.trace);
      });
    },
    onExecute: ({ args }) => records.get(args.contextValue.request)?.executing(args),
    onResultProcess({ request, result }) {
      if (!Array.isArray(result) && !(Symbol.asyncIterator in result)) records.get(request)?.answered(result);
    },
    onResponse({ request, response }) {
      const record = records.get(request);
      if (record === undefined) return;
      if (record.trace !== undefined) response.headers.set('traceresponse', record.trace.traceResponse);
    },
  };
}
