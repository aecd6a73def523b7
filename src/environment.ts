import {
  type HeldCredentials,
  type InboundJwtOptions,
  readHeldCredentials,
  readInboundJwt,
} from './environment/access.ts';
import { type OperationLimits, readOperationLimits } from './environment/operation-limits.ts';
import { type ProxyTo, proxiesOf } from './environment/proxies.ts';
import { regionalEndpoint } from './environment/regions.ts';
import { EnvironmentError, variableReader } from './environment/rules.ts';
import { readSubgraph, type Subgraph } from './environment/subgraph.ts';
import { readTracing, type TracingOptions } from './environment/tracing.ts';
import { readTrustedDocuments, type TrustedDocumentsSettings } from './environment/trusted-documents.ts';

export { EnvironmentError } from './environment/rules.ts';

/** The checked configuration of the process. Every variable is optional; README has the table. */
export interface Environment extends Subgraph, OperationLimits {
  readonly host: string;
  readonly port: number;
  /** The base URL of CFW; undefined: the embedded simulator. */
  readonly cfwEndpoint: string | undefined;
  /** Which proxy is on the way to CFW, IAM and the key set of JWTs. */
  readonly proxyTo: ProxyTo;
  /** The project when a request names none; undefined: every request must name one. */
  readonly cfwProjectId: string | undefined;
  /** The zone of CFW's zone-less dates: an IANA zone, `UTC`, or an offset such as `+08:00`. */
  readonly cfwTimeZone: string;
  readonly requestTimeoutMs: number;
  readonly upstreamTimeoutMs: number;
  /** The Redis or Valkey that replicas share; undefined: this process is alone. */
  readonly redisUrl: string | undefined;
  /** What CFW allows each credential; undefined: that is learnt when CFW says so. */
  readonly upstreamRate: { readonly calls: number; readonly windowMs: number } | undefined;
  /** How often a list that is followed is polled while something is under way in it. */
  readonly liveIntervalMs: number;
  /** How often it is polled else. */
  readonly liveIdleIntervalMs: number;
  /** The most subscriptions that may be open. */
  readonly maxSubscriptions: number;
  readonly logLevel: string;
  /** Where traces go; undefined: there are none. */
  readonly tracing: TracingOptions | undefined;
  readonly allowExplain: boolean;
  readonly allowIntrospection: boolean;
  readonly allowGraphiql: boolean;
  /** Whether mutations are carried out. */
  readonly allowWrites: boolean;
  /** Whether this is a production profile: what explores the graph is off, and what guards it is strict. */
  readonly production: boolean;
  /** Whether only this machine can reach the gateway. */
  readonly loopback: boolean;
  /** Credentials that the gateway itself holds; undefined: each caller's `X-Auth-Token` is handed on. */
  readonly heldCredentials: HeldCredentials | undefined;
  /** How callers prove who they are; undefined: they need not. */
  readonly inboundJwt: InboundJwtOptions | undefined;
  /** The most requests that are answered at the same time; undefined: as many as stay quick. */
  readonly maxConcurrentRequests: number | undefined;
  /** The documents that may be asked for by their id; undefined: there are none. */
  readonly trustedDocuments: TrustedDocumentsSettings | undefined;
  /** Whether answers are compressed for those that take it. */
  readonly compression: boolean;
  /** The web origins that may ask from a browser. */
  readonly corsOrigins: readonly string[];
}

/** Addresses that only this machine can reach. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Reads and checks the process environment. An empty variable counts as not set.
 *
 * @throws EnvironmentError for the first variable that cannot be used
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const read = variableReader(variables);
  const region = read('CFW_REGION');
  const host = read('HOST') ?? '127.0.0.1';
  const loopback = LOOPBACK.test(host);
  const cfwEndpoint = read('CFW_ENDPOINT') ?? (region && regionalEndpoint('cfw', region));
  const production = read('NODE_ENV') === 'production';
  const heldCredentials = readHeldCredentials(read);
  const inboundJwt = readInboundJwt(read);
  const trustedDocuments = readTrustedDocuments(read);
  const allowAnonymous = read('ALLOW_ANONYMOUS') ?? loopback;
  if (heldCredentials !== undefined && inboundJwt === undefined && !allowAnonymous) {
    throw new EnvironmentError(
      `HOST=${host} would lend the gateway's own credentials to anyone who reaches it: set JWT_JWKS_URI or JWT_PUBLIC_KEY, or allow that. Example: ALLOW_ANONYMOUS=true`,
    );
  }
  return {
    host,
    port: read('PORT') ?? 4000,
    cfwEndpoint,
    proxyTo: proxiesOf(read),
    cfwProjectId: read('CFW_PROJECT_ID'),
    cfwTimeZone: read('CFW_TIME_ZONE') ?? 'UTC',
    ...readOperationLimits(read),
    requestTimeoutMs: read('REQUEST_TIMEOUT_MS') ?? 15_000,
    upstreamTimeoutMs: read('UPSTREAM_TIMEOUT_MS') ?? 5_000,
    redisUrl: read('REDIS_URL'),
    upstreamRate: read('UPSTREAM_RATE'),
    liveIntervalMs: read('LIVE_INTERVAL_MS') ?? 5_000,
    liveIdleIntervalMs: read('LIVE_IDLE_INTERVAL_MS') ?? 30_000,
    maxSubscriptions: read('MAX_SUBSCRIPTIONS') ?? 10_000,
    logLevel: read('LOG_LEVEL') ?? 'info',
    tracing: readTracing(read),
    allowExplain: read('ALLOW_EXPLAIN') ?? !production,
    allowIntrospection: read('ALLOW_INTROSPECTION') ?? !production,
    // Where nothing but trusted documents is executed, nothing that is written in GraphiQL would run.
    allowGraphiql: read('ALLOW_GRAPHIQL') ?? !(production || trustedDocuments?.mode === 'only'),
    allowWrites: read('ALLOW_WRITES') ?? (cfwEndpoint === undefined || loopback),
    production,
    loopback,
    heldCredentials,
    inboundJwt,
    maxConcurrentRequests: read('MAX_CONCURRENT_REQUESTS'),
    trustedDocuments,
    compression: read('COMPRESSION') ?? true,
    corsOrigins: read('CORS_ORIGINS') ?? [],
    ...readSubgraph(read, !production && (cfwEndpoint === undefined || loopback)),
  };
}
