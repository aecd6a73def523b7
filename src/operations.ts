import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { CallReport, CfwClient } from './cfw/client.ts';
import type { Tenant } from './cfw/credentials/tenant.ts';
import { createContext, type GatewayContext, type GatewayState, openMemory } from './context.ts';
import type { TrustedDocumentsSettings } from './environment/trusted-documents.ts';
import type { Operation } from './execution/operation.ts';
import { eachFault, toGraphQLError } from './graph/relay/errors.ts';
import { standaloneSchema, subgraphSchema } from './graph/schema.ts';
import { codedError } from './http/answer/error-codes.ts';
import type { GraphResult } from './http/answer/graph-answer.ts';
import { refusal } from './http/answer/refusal.ts';
import { type Asked, headerOf } from './http/door/server-context.ts';
import { costLimits } from './http/operation/cost.ts';
import { DocumentReader } from './http/operation/document.ts';
import { sha256, TrustedDocuments } from './http/operation/trusted-documents.ts';
import { documentFinder } from './http/request/asked-document.ts';
import { explain, explainedBy, explainPlan } from './http/request/explain.ts';
import type { GraphQLParams } from './http/request/graphql-params.ts';
import { type OperationRules, operationReader, RefusedOperation } from './http/request/operation-reading.ts';
import type { RequestRecord } from './http/request/request-telemetry.ts';
import { type TenantDefaults, tenantOf } from './http/request/request-terms.ts';
import { routerCheck } from './http/request/router-secret.ts';
import type { OpenStreams } from './http/stream/open-streams.ts';
import type { ResultStream } from './http/stream/result-stream.ts';
import { LiveLists } from './live/live-lists.ts';
import type { Pace } from './live/pace.ts';
import type { Others } from './shared/shared-state.ts';
import { Subscriptions } from './subscriptions.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface OperationsOptions extends OperationRules {
  readonly client: CfwClient;
  /** Where CFW is; in the key of every memory. */
  readonly endpoint: string;
  /** What other replicas know; undefined: this process alone. */
  readonly others: Others | undefined;
  readonly tenant: TenantDefaults;
  readonly maxPageSize: number;
  readonly maxUpstreamCalls: number;
  readonly allowIntrospection: boolean;
  /** Undefined: no document can be asked for by its id. */
  readonly trustedDocuments: Pick<TrustedDocumentsSettings, 'mode'> | undefined;
  /** Whether the graph is served as a federation subgraph. */
  readonly federation: boolean;
  readonly telemetry: Telemetry;
  /** How often lists that are followed are polled. */
  readonly pace: Pace;
  readonly streams: OpenStreams;
  /** How long an operation may take, an event's among them. */
  readonly requestTimeoutMs: number;
}

/** What one operation is executed with: the context of its resolvers, and how it is executed. */
interface OperationContext extends GatewayContext {
  readonly executable: Operation;
}

/** Executes operations on the graph, on whatever way they came. */
export interface Operations {
  /**
   * Executes what is asked for, or begins it where it is a subscription.
   *
   * @throws RefusedOperation, a refusal
   */
  perform(asked: Asked, params: GraphQLParams, record: RequestRecord): Promise<GraphResult | ResultStream>;
  /** What the caller is told of an error that ended an operation. */
  failed(error: unknown): GraphResult;
  /**
   * Takes the documents of a file as the trusted ones, in the place of those before.
   *
   * @returns how many there are
   * @throws DocumentFileError: those before stay
   */
  trust(content: string): Promise<number>;
  /** Waits for the writes under way. */
  settled(): Promise<void>;
  /** Ends what is followed, and what is written. */
  close(): void;
}

/** Makes the operations of a gateway, and what they share. */
export function createOperations(options: OperationsOptions): Operations {
  const { telemetry, allowIntrospection, maxPageSize, maxUpstreamCalls, requestTimeoutMs, streams } = options;
  const memory = openMemory(options.others?.outcomes);
  const live = new LiveLists({
    ...options,
    polls: options.others?.polls,
    observer: telemetry.metrics.live,
    open: openForPoll,
  });
  const state: GatewayState = { ...options, memory, live };
  const schema = options.federation ? subgraphSchema() : standaloneSchema();
  const newReader = () => new DocumentReader(schema, allowIntrospection, costLimits(maxPageSize, maxUpstreamCalls));
  const trusted = new TrustedDocuments(newReader);
  const trust = options.trustedDocuments && { documents: trusted, mode: options.trustedDocuments.mode };
  const isRouter = routerCheck(options.routerSecret);
  const find = documentFinder(newReader(), trust, isRouter);
  const readOperation = operationReader(find, options, isRouter, ({ name }, text, requestId) =>
    telemetry.foreignOperation(name ?? null, sha256(text), trusted.get(sha256(text)) !== undefined, requestId),
  );

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
  const subscriptions = new Subscriptions({
    streams,
    metrics: telemetry.metrics,
    eventTimeoutMs: requestTimeoutMs,
    contextOf,
    told,
  });

  const callerOf = ({ req, caller }: Asked): Tenant => tenantOf((name) => headerOf(req, name), options.tenant, caller);

  function contextOf(asked: Asked, record?: RequestRecord): GatewayContext {
    return createContext(state, {
      tenant: () => callerOf(asked),
      signal: asked.deadline.signal,
      deadline: asked.deadline.at,
      subject: asked.caller?.subject ?? null,
      wrote: (report) => telemetry.wrote(report, asked.requestId, asked.caller?.subject ?? null),
      watch: record?.trace,
    });
  }

  function openForPoll(...[tenant, signal, calls]: Parameters<ConstructorParameters<typeof LiveLists>[0]['open']>) {
    const callEnded = (report: CallReport) => void calls.push(report);
    const watch = { roundStarted: () => ({ callEnded, ended: () => undefined }), callEnded };
    return createContext(state, {
      tenant: () => tenant,
      signal,
      deadline: performance.now() + requestTimeoutMs,
      watch,
    });
  }

  return {
    async perform(asked, params, record) {
      const operation = readOperation(params, asked);
      const context = contextOf(asked, record);
      record.executing(operation, context.ledger);
      const explained = explainedBy(asked.req.headers['x-explain']);
      if (explained === 'plan') {
        const plan = explainPlan(operation, params.variables ?? {}, () => callerOf(asked), state);
        return { data: null, extensions: { explain: { plan } } };
      }
      if (operation.type === 'subscription') return subscriptions.begin(asked, operation, params, context);
      const { executable, name } = operation;
      const { data, errors } = await execute({
        schema,
        document: executable.document,
        operationName: name,
        variableValues: params.variables,
        contextValue: Object.assign(context, { executable }),
      });
      return {
        ...(data !== undefined && { data }),
        ...(errors && { errors: errors.flatMap(eachFault) }),
        ...(explained === 'calls' && { extensions: { explain: explain(context.ledger) } }),
      };
    },
    failed(error) {
      if (error instanceof RefusedOperation) return { errors: error.errors.map(told) };
      if (error instanceof GraphQLError) return { errors: [told(error)] };
      telemetry.unforeseen('a request failed', error);
      return { errors: [refusal(500, 'INTERNAL_SERVER_ERROR', 'The gateway failed on this request. Try again.')] };
    },
    trust: (content) => trusted.replace(content),
    settled: () => memory.writes.settled(),
    close() {
      live.close();
      memory.writes.end();
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
