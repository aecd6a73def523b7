import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { CfwClient } from './cfw/client.ts';
import type { Tenant } from './cfw/credentials/tenant.ts';
import { createContext, type GatewayContext } from './context.ts';
import type { Operation } from './execution/operation.ts';
import { toGraphQLError } from './graph/relay/errors.ts';
import { standaloneSchema, subgraphSchema } from './graph/schema.ts';
import { textAnswer } from './http/answer/answer.ts';
import { codedError } from './http/answer/error-codes.ts';
import { type GraphResult, graphAnswer } from './http/answer/graph-answer.ts';
import { acceptedType, JSON_TYPE } from './http/answer/negotiation.ts';
import { refusal } from './http/answer/refusal.ts';
import { headerOf, type ServerContext } from './http/door/server-context.ts';
import { costLimits } from './http/operation/cost.ts';
import { DocumentReader } from './http/operation/document.ts';
import { graphiqlPage } from './http/pages/graphiql.ts';
import { pages } from './http/pages/pages.ts';
import { explain, explainedBy, explainPlan } from './http/request/explain.ts';
import type { GraphQLParams } from './http/request/graphql-params.ts';
import { operationReader, RefusedOperation } from './http/request/operation-reading.ts';
import { type RequestReadingOptions, readRequest } from './http/request/request-reading.ts';
import { followRequest, type RequestRecord } from './http/request/request-telemetry.ts';
import { type TenantDefaults, tenantOf } from './http/request/request-terms.ts';
import { RecentTotals } from './memory/recent-totals.ts';
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

/** What one operation is executed with: the context of its resolvers, and how it is executed. */
interface OperationContext extends GatewayContext {
  readonly executable: Operation;
}

/** The graph over HTTP, and the pages beside it, for the front door. */
export interface Gateway {
  answer(context: ServerContext): Promise<void>;
}

/** Makes the gateway: reads operations, executes them on the graph, and answers. */
export function createGateway(options: GatewayOptions): Gateway {
  const state = { ...options, recentTotals: new RecentTotals() };
  const { telemetry, simulated, allowGraphiql, allowIntrospection, maxPageSize, maxUpstreamCalls } = options;
  const schema = options.federation ? subgraphSchema() : standaloneSchema();
  const documents = new DocumentReader(schema, allowIntrospection, costLimits(maxPageSize, maxUpstreamCalls));
  const readOperation = operationReader(documents, options.routerSecret);
  const pageAt = pages({ simulated, graphiql: allowGraphiql, introspection: allowIntrospection }, telemetry.metrics);
  const graphiql = graphiqlPage(options);

  const told = (error: unknown) =>
    codedError(
      toGraphQLError(error, (cause) => telemetry.unforeseen('unforeseen error', cause)),
      !allowIntrospection,
    );

  // Yoga is the engine: plugins around execution, and error masking. Its reading and writing of HTTP is left out, since
  // it costs as much as the operation itself and the front door has deadlines and limits for every step of it. The
  // context is made here for the same reason: by Yoga it would cost as much as half of all resolvers.
  const yoga = createYoga<OperationContext>({
    schema,
    maskedErrors: { maskError: told },
    plugins: [compiledExecution],
    logging: false,
  });
  const { execute } = yoga.getEnveloped();

  async function resultOf(http: ServerContext, params: GraphQLParams, record: RequestRecord): Promise<GraphResult> {
    const operation = readOperation(params, http.req);
    const contextValue = contextOf(http, record, operation.executable);
    record.executing(operation, contextValue.ledger);
    const explained = explainedBy(http.req.headers['x-explain']);
    if (explained === 'plan') {
      const plan = explainPlan(operation, params.variables ?? {}, () => callerOf(http), state);
      return { data: null, extensions: { explain: { plan } } };
    }
    const { data, errors } = await execute({
      schema,
      document: operation.executable.document,
      operationName: operation.name,
      variableValues: params.variables,
      contextValue,
    });
    return {
      ...(data !== undefined && { data }),
      ...(errors && { errors }),
      ...(explained === 'calls' && { extensions: { explain: explain(contextValue.ledger) } }),
    };
  }

  const callerOf = (http: ServerContext): Tenant =>
    tenantOf((name) => headerOf(http.req, name), options.tenant, http.caller);

  function contextOf(http: ServerContext, record: RequestRecord, executable: Operation): OperationContext {
    const context = createContext(state, {
      tenant: () => callerOf(http),
      signal: http.deadline.signal,
      deadline: http.deadline.at,
      watch: record.trace,
    });
    return Object.assign(context, { executable });
  }

  function failed(error: unknown): GraphResult {
    if (error instanceof RefusedOperation) return { errors: error.errors.map(told) };
    if (error instanceof GraphQLError) return { errors: [told(error)] };
    telemetry.unforeseen('a request failed', error);
    return { errors: [refusal(500, 'INTERNAL_SERVER_ERROR', 'The gateway failed on this request. Try again.')] };
  }

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
      return answerWith(context, record, failed(error));
    }
    // When there is much to do the request has waited until here, and V8 takes its promises for old. Whatever those were
    // resolved with would be kept for long after it was sent; so none of them gets the result or the answer.
    return executeAndAnswer(context, params, record);
  }

  async function executeAndAnswer(context: ServerContext, params: GraphQLParams, record: RequestRecord): Promise<void> {
    answerWith(context, record, await resultOf(context, params, record).catch(failed));
  }

  return {
    async answer(context) {
      const { req, path, send } = context;
      if (path !== '/graphql') return send(await pageAt(req.method ?? '', path));
      const isBrowser = /^(GET|HEAD)$/.test(req.method ?? '') && req.headers.accept?.includes('text/html') === true;
      if (isBrowser && allowGraphiql) return send(textAnswer(await graphiql(), 'text/html'));
      return answerOperation(context);
    },
  };
}

/** Operations are executed by functions that were made of them when they were first read. */
const compiledExecution: Plugin<OperationContext> = {
  onExecute({ args, setExecuteFn }) {
    const { executable } = args.contextValue;
    setExecuteFn(({ contextValue, variableValues }) => executable.execute(contextValue, variableValues ?? {}));
  },
};
