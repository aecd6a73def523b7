import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { CfwClient } from './cfw/client.ts';
import { createContext, type GatewayContext } from './context.ts';
import { toGraphQLError } from './graph/errors.ts';
import { standaloneSchema, subgraphSchema } from './graph/schema.ts';
import { errorCodes } from './http/error-codes.ts';
import { explain } from './http/explain.ts';
import { graphiqlPage } from './http/graphiql.ts';
import { jsonAnswers } from './http/media-type.ts';
import { costLimits } from './http/operation/cost.ts';
import { DocumentReader } from './http/operation/document.ts';
import { operationReading } from './http/operation-reading.ts';
import { pages } from './http/pages.ts';
import { type RequestReadingOptions, requestReading } from './http/request-reading.ts';
import { recordOf, requestTelemetry } from './http/request-telemetry.ts';
import { type TenantDefaults, tenantOf } from './http/request-terms.ts';
import { headerOf, type ServerContext } from './http/server-context.ts';
import { RecentTotals } from './loaders/recent-totals.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface GatewayOptions extends RequestReadingOptions {
  readonly client: CfwClient;
  /** Where CFW is; in the key of every memory. */
  readonly endpoint: string;
  readonly tenant: TenantDefaults;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
  readonly allowIntrospection: boolean;
  readonly allowGraphiql: boolean;
  /** Whether the graph is served as a federation subgraph. */
  readonly federation: boolean;
  /** What a router must send to read the subgraph; undefined: nothing. */
  readonly routerSecret: string | undefined;
  /** Whether CFW is the embedded simulator. */
  readonly simulated: boolean;
  readonly telemetry: Telemetry;
}

interface RequestContext extends GatewayContext {
  readonly requestId: string;
}

/** The graph over HTTP, for the front door. */
export type Gateway = YogaServerInstance<ServerContext, RequestContext>;

/** Makes the gateway: reads operations, executes them on the graph, and answers. */
export function createGateway(options: GatewayOptions): Gateway {
  const state = { ...options, recentTotals: new RecentTotals() };
  const { telemetry, simulated, allowGraphiql, allowIntrospection, maxPageSize, maxUpstreamCalls } = options;
  const mask = (error: unknown) => toGraphQLError(error, (cause) => telemetry.unforeseen('unforeseen error', cause));
  const schema = options.federation ? subgraphSchema() : standaloneSchema();
  const reader = new DocumentReader(schema, allowIntrospection, costLimits(maxPageSize, maxUpstreamCalls));
  return createYoga<ServerContext, RequestContext>({
    schema,
    context: ({ request, req, requestId, deadline, caller }) => {
      const context = createContext(state, {
        tenant: () => tenantOf((name) => headerOf(req, name), options.tenant, caller),
        signal: deadline.signal,
        deadline: deadline.at,
        watch: recordOf(request).trace,
      });
      return { ...context, requestId };
    },
    maskedErrors: { maskError: mask },
    graphiql: allowGraphiql,
    renderGraphiQL: graphiqlPage(options),
    landingPage: false,
    cors: false,
    logging: false,
    multipart: false,
    // What these do is done by the front door and by the plugins below; no URL ends with a space.
    healthCheckEndpoint: ' ',
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    plugins: [
      pages({ simulated, graphiql: allowGraphiql, introspection: allowIntrospection }, telemetry.metrics),
      errorCodes(!allowIntrospection),
      requestTelemetry(telemetry),
      requestReading(options),
      operationReading(reader, options.routerSecret),
      jsonAnswers(),
      explaining(),
    ],
  });
}

/** Adds to an answer what the operation cost at CFW, when the request asks for that. */
function explaining(): Plugin<RequestContext> {
  return {
    onExecute({ args }) {
      const { request, ledger } = args.contextValue;
      if (request.headers.get('x-explain') !== 'true') return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, explain: explain(ledger) } });
        },
      };
    },
  };
}
