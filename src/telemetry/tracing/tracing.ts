import { setTimeout } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVICE_NAME,
} from '@opentelemetry/semantic-conventions';
import type { CallReport } from '../../cfw/client.ts';
import type { TracingOptions } from '../../environment/tracing.ts';
import type { RoundWatch } from '../../loaders/request-watch.ts';
import { leadingCode, type RequestReport } from '../report/request-report.ts';
import { spanExporter } from './span-exporter.ts';
import type { RequestTrace, Tracing } from './trace.ts';
import { readTraceparent } from './traceparent.ts';

/** How long the end may wait for the last spans to be taken, in milliseconds. */
const LAST_EXPORT_MS = 1000;

/**
 * Sends spans to an OpenTelemetry collector over OTLP/HTTP: one for the request, one for each round of calls that a
 * list planned, one for each CFW call. Nothing is registered globally. The SDK reads the other `OTEL_*` variables.
 */
export async function startTracing({ url, protocol }: TracingOptions): Promise<Tracing> {
  const named = resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'cfw-graphql' });
  const exporter = await spanExporter(url, protocol);
  const provider = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('cfw-graphql');
  return {
    request: (traceparent, tracestate) => new TracedRequest(tracer, callerContext(traceparent, tracestate)),
    async close() {
      // A collector that does not answer must not hold up the end of the process: what it has not taken is lost.
      const patience = setTimeout(LAST_EXPORT_MS, undefined, { ref: false });
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
    },
  };
}

class TracedRequest implements RequestTrace {
  readonly traceId: string;
  readonly traceResponse: string;
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;

  constructor(tracer: Tracer, parent: Context) {
    this.#tracer = tracer;
    this.#span = tracer.startSpan('GraphQL request', { kind: SpanKind.SERVER }, parent);
    this.#context = trace.setSpan(parent, this.#span);
    const { traceId, spanId, traceFlags } = this.#span.spanContext();
    this.traceId = traceId;
    this.traceResponse = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  roundStarted(list: string, calls: number): RoundWatch {
    const span = this.#tracer.startSpan(`plan ${list}`, { attributes: { 'cfw.calls': calls } }, this.#context);
    const inside = trace.setSpan(this.#context, span);
    return { callEnded: (report) => this.#callSpan(report, inside), ended: () => span.end() };
  }

  callEnded(report: CallReport): void {
    this.#callSpan(report, this.#context);
  }

  ended(report: RequestReport): void {
    const { operationName, operationType, status, ledger, requestId } = report;
    const code = leadingCode(report);
    if (operationType !== null) this.#span.updateName([operationType, operationName].filter(Boolean).join(' '));
    this.#span.setAttributes({
      ...present({ 'graphql.operation.name': operationName, 'graphql.operation.type': operationType }),
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: status,
      'cfw_graphql.request_id': requestId,
      'cfw_graphql.upstream_calls': ledger?.upstreamCalls ?? 0,
      'cfw_graphql.saved_calls': ledger?.savedCalls ?? 0,
    });
    finish(this.#span, code === 'OK' ? null : code);
  }

  /** The call has just ended; its span is made now, for the time it took. */
  #callSpan(report: CallReport, parent: Context): void {
    const { operation, offset, limit, status, requestId, errorCode, attempts, shared, sharedWith, code } = report;
    const attributes = {
      'cfw.attempts': attempts,
      'cfw.shared': shared,
      'cfw.shared_with': sharedWith,
      ...present({
        [ATTR_HTTP_RESPONSE_STATUS_CODE]: status,
        'cfw.offset': offset,
        'cfw.limit': limit,
        'cfw.request_id': requestId,
        'cfw.error_code': errorCode,
      }),
    };
    const startTime = Date.now() - report.durationMs;
    finish(this.#tracer.startSpan(`CFW ${operation}`, { kind: SpanKind.CLIENT, startTime, attributes }, parent), code);
  }
}

function finish(span: Span, code: string | null): void {
  if (code !== null) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute(ATTR_ERROR_TYPE, code);
  span.end();
}

function present(attributes: Readonly<Record<string, string | number | null>>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Attributes;
}

/** The caller's span, out of the W3C headers `traceparent` and `tracestate`; no parent when there is none. */
function callerContext(traceparent: string | null, tracestate: string | null): Context {
  const caller = traceparent === null ? null : readTraceparent(traceparent);
  if (caller === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: caller.traceId,
    spanId: caller.spanId,
    traceFlags: caller.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(tracestate !== null && { traceState: createTraceState(tracestate) }),
  });
}
