import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TrustedDocumentsSettings } from './environment/trusted-documents.ts';
import { textAnswer } from './http/answer/answer.ts';
import { type GraphResult, graphAnswer } from './http/answer/graph-answer.ts';
import { acceptedType, acceptsEventStream, EVENT_STREAM_TYPE, JSON_TYPE } from './http/answer/negotiation.ts';
import { refusal } from './http/answer/refusal.ts';
import type { ServerContext } from './http/door/server-context.ts';
import { graphiqlPage } from './http/pages/graphiql.ts';
import { pages } from './http/pages/pages.ts';
import type { GraphQLParams } from './http/request/graphql-params.ts';
import { type RequestReadingOptions, readRequest } from './http/request/request-reading.ts';
import { followRequest, type RequestRecord } from './http/request/request-telemetry.ts';
import { EventStream } from './http/stream/event-stream.ts';
import { oneResult, ResultStream, type StreamedResult } from './http/stream/result-stream.ts';
import { WebSockets } from './http/stream/web-sockets.ts';
import { createOperations, type OperationsOptions } from './operations/operations.ts';

export interface GatewayOptions extends RequestReadingOptions, OperationsOptions {
  readonly trustedDocuments: TrustedDocumentsSettings | undefined;
  readonly allowGraphiql: boolean;
  /** Whether CFW is the embedded simulator. */
  readonly simulated: boolean;
}

/** The graph over HTTP, and the pages beside it, for the front door. */
export interface Gateway {
  answer(context: ServerContext): Promise<void>;
  /** Takes a WebSocket over. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes the documents of a file as the trusted ones; see `Operations`. */
  trust(content: string): Promise<number>;
  /** Waits for the writes whose callers have left. */
  settled(): Promise<void>;
  /** Cuts sockets off, and ends what is followed or written. */
  close(): void;
}

/** Makes the gateway: reads operations, executes them on the graph, and answers. */
export function createGateway(options: GatewayOptions): Gateway {
  const { telemetry, streams, admission, simulated, allowGraphiql, allowIntrospection } = options;
  const operations = createOperations(options);
  const sockets = new WebSockets({ ...options, ...operations }, streams);
  const pageAt = pages({ simulated, graphiql: allowGraphiql, introspection: allowIntrospection }, telemetry.metrics);
  const graphiql = graphiqlPage(options);

  function answerWith({ req, send }: ServerContext, record: RequestRecord, result: GraphResult): void {
    record.answered(result.errors ?? []);
    const type = acceptedType(req.headers.accept) ?? JSON_TYPE;
    send(graphAnswer(result, type, record.trace && { traceresponse: record.trace.traceResponse }));
  }

  async function answerOperation(context: ServerContext): Promise<void> {
    const record = followRequest(context, telemetry);
    let params: GraphQLParams;
    try {
      params = await readRequest(context, options);
    } catch (error) {
      return answerWith(context, record, operations.failed(error));
    }
    // When there is much to do the request has waited until here, and V8 takes its promises for old. Whatever those were
    // resolved with would be kept for long after it was sent; so none of them gets the result or the answer.
    await executeAndAnswer(context, params, record);
  }

  async function executeAndAnswer(context: ServerContext, params: GraphQLParams, record: RequestRecord): Promise<void> {
    const result = await operations.perform(context, params, record).catch(operations.failed);
    if (result instanceof ResultStream) return stream(context, record, result);
    if (acceptedType(context.req.headers.accept) !== null) return answerWith(context, record, result);
    // Who takes nothing but a stream gets one, but not of a refusal, which has a status of its own.
    if (graphAnswer(result, JSON_TYPE, undefined).status !== 200) return answerWith(context, record, result);
    record.answered(result.errors ?? []);
    open(context, oneResult(result));
  }

  async function stream(context: ServerContext, record: RequestRecord, results: ResultStream): Promise<void> {
    const { req, res, deadline } = context;
    if (!acceptsEventStream(req.headers.accept)) {
      await results.return();
      const message = 'A subscription is answered as Accept: text/event-stream, or over a WebSocket.';
      return answerWith(context, record, operations.failed(refusal(406, 'BAD_USER_INPUT', message)));
    }
    if (req.method === 'HEAD') {
      await results.return();
      return context.send(textAnswer('', EVENT_STREAM_TYPE));
    }
    deadline.lift();
    admission.leave(res);
    // Its caller may have left while it waited for its turn: nobody would ever tell that the stream has ended.
    if (res.closed) return void (await results.return());
    record.opened('SSE', results);
    open(context, results);
    // A stream may last for days, and what was asked has been read: a token may take 32 KiB.
    req.headers = {};
    req.rawHeaders = [];
  }

  function open({ res, ownHeaders }: ServerContext, results: AsyncIterator<StreamedResult>): void {
    const opened = new EventStream(res, results);
    streams.opened(opened);
    opened.open(ownHeaders, streams.closed);
  }

  function isForPage({ req, path }: ServerContext): boolean {
    if (path !== '/graphql') return true;
    const asksForPage = /^(GET|HEAD)$/.test(req.method ?? '') && req.headers.accept?.includes('text/html') === true;
    return asksForPage && allowGraphiql;
  }

  async function answerPage({ req, path, send }: ServerContext): Promise<void> {
    send(path === '/graphql' ? textAnswer(await graphiql(), 'text/html') : await pageAt(req.method ?? '', path));
  }

  return {
    answer: (context) => (isForPage(context) ? answerPage(context) : answerOperation(context)),
    accept: (...handshake) => sockets.accept(...handshake),
    trust: operations.trust,
    settled: operations.settled,
    close() {
      sockets.close();
      operations.close();
    },
  };
}
