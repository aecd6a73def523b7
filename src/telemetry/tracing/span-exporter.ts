import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

/**
 * What sends spans to a collector (OTLP over HTTP). It reads `OTEL_EXPORTER_OTLP_HEADERS`, timeouts, compression and
 * certificates of the process by itself.
 *
 * @param url the collector's URL for traces
 */
export async function spanExporter(url: string, protocol: 'http/protobuf' | 'http/json'): Promise<SpanExporter> {
  const loaded = await (protocol === 'http/json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'));
  // CommonJS that is imported while the program runs: built by esbuild it has no names but the default one, under tsx
  // all but that.
  const { OTLPTraceExporter = loaded.default.OTLPTraceExporter } = loaded;
  return new OTLPTraceExporter({ url });
}
