import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

/**
 * What sends spans to a collector (OTLP over HTTP). It reads `OTEL_EXPORTER_OTLP_HEADERS`, timeouts, compression and
 * certificates of the process by itself.
 *
 * @param url the collector's URL for traces
 */
export async function spanExporter(url: string, protocol: 'http/protobuf' | 'http/json'): Promise<SpanExporter> {
  // A file that esbuild has made of CommonJS has no names of its own, only the default one.
  const { default: exporters } = await (protocol === 'http/json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'));
  return new exporters.OTLPTraceExporter({ url });
}
