import type { VariableReader } from './rules.ts';

/** Where traces go. What else OpenTelemetry knows (headers, names, samplers), its SDK reads by itself. */
export interface TracingOptions {
  /** The collector's URL for traces. */
  readonly url: string;
  readonly protocol: 'http/protobuf' | 'http/json';
}

/** Of OpenTelemetry's specification, where traces are wanted and nobody says where to. */
const LOCAL_COLLECTOR = 'http://localhost:4318';

/**
 * Reads OpenTelemetry's variables as its specification has them, but that there are no traces unless somebody asks for
 * them: by an endpoint, or by naming the exporter. Those that nobody needs then are not looked at.
 *
 * @throws EnvironmentError when one has a value that is not supported
 */
export function readTracing(read: VariableReader): TracingOptions | undefined {
  if (read('OTEL_SDK_DISABLED') === true) return undefined;
  const exporter = read('OTEL_TRACES_EXPORTER');
  if (exporter === 'none') return undefined;
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  const own = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  if (exporter === undefined && endpoint === undefined && own === undefined) return undefined;
  // The SDK would take something else in silence.
  for (const name of ['OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG', 'OTEL_RESOURCE_ATTRIBUTES'] as const)
    read(name);
  return {
    url: own ?? `${(endpoint ?? LOCAL_COLLECTOR).replace(/\/+$/, '')}/v1/traces`,
    protocol: read('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? read('OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/json',
  };
}
