import { GraphQLError } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { CfwClient } from './cfw/client.ts';
import { createContext, type GatewayContext } from './context.ts';
import { toGraphQLError } from './graph/errors.ts';
import { subgraphSchema } from './graph/schema.ts';
import { explain } from './http/explain.ts';
import { graphiqlPage } from './http/graphiql.ts';
import { pages } from './http/pages.ts';
import { recordOf, requestTelemetry } from './http/request-telemetry.ts';
import { type TenantDefaults, tenantOf } from './http/request-terms.ts';
import { RecentTotals } from './loaders/recent-totals.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface GatewayOptions {
  readonly client: CfwClient;
  /** Where CFW is; in the key of every memory. */
  readonly endpoint: string;
  readonly tenant: TenantDefaults;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
  readonly requestTimeoutMs: number;
  readonly allowExplain: boolean;
  /** Whether CFW is the embedded simulator. */
  readonly simulated: boolean;
  readonly telemetry: Telemetry;
}

interface RequestContext extends GatewayContext {
  readonly requestId: string;
  readonly finish: () => void;
}

/** Makes the gateway: the graph over HTTP, as a fetch function and as a listener of node:http. */
export function createGateway(options: GatewayOptions): YogaServerInstance<object, RequestContext> {
  const state = { ...options, recentTotals: new RecentTotals() };
  const { telemetry, simulated } = options;
  const mask = (error: unknown) => toGraphQLError(error, (cause) => telemetry.unforeseen('unforeseen error', cause));
  return createYoga<object, RequestContext>({
    schema: subgraphSchema(),
    context: ({ request }) => {
      const header = (name: string) => request.headers.get(name);
      const { requestId, trace } = recordOf(request);
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), options.requestTimeoutMs);
      request.signal.addEventListener('abort', () => abort.abort(), { once: true });
      const context = createContext(state, {
        tenant: () => tenantOf(header, options.tenant),
        signal: abort.signal,
        deadline: performance.now() + options.requestTimeoutMs,
        watch: trace,
      });
      return { ...context, requestId, finish: () => clearTimeout(timer) };
    },
    maskedErrors: { maskError: mask },
    renderGraphiQL: graphiqlPage(options),
    landingPage: false,
    cors: false,
    logging: false,
    healthCheckEndpoint: '/health',
    plugins: [
      pages({ simulated, graphiql: true, introspection: true }, telemetry.metrics),
      requestTelemetry(telemetry),
      explainPlugin(options),
    ],
  }) as YogaServerInstance<object, RequestContext>;
}

function explainPlugin({ allowExplain }: GatewayOptions): Plugin<RequestContext> {
  return {
    onExecute({ args }) {
      const { contextValue } = args;
      const asked = contextValue.request.headers.get('x-explain') === 'true';
      return {
        onExecuteDone({ result, setResult }) {
          contextValue.finish();
          if (!asked || Symbol.asyncIterator in result) return;
          if (!allowExplain) {
            const refusal = new GraphQLError(
              'Explain is switched off on this gateway. Leave the X-Explain header out.',
              {
                extensions: { code: 'FORBIDDEN' },
              },
            );
            setResult({ errors: [refusal] });
            return;
          }
          setResult({ ...result, extensions: { ...result.extensions, explain: explain(contextValue.ledger) } });
        },
      };
    },
  };
}
