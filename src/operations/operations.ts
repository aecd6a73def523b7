import { GraphQLError } from 'graphql';
import type { CfwClient } from '../cfw/client.ts';
import type { TrustedDocumentsSettings } from '../environment/trusted-documents.ts';
import { type GatewayState, openMemory } from '../gateway-state.ts';
import { eachFault, toGraphQLError } from '../graph/builder/errors.ts';
import { standaloneSchema, subgraphSchema } from '../graph/schema.ts';
import { codedError } from '../http/answer/error-codes.ts';
import type { GraphResult } from '../http/answer/graph-answer.ts';
import { refusal } from '../http/answer/refusal.ts';
import type { Asked } from '../http/door/server-context.ts';
import { costLimits } from '../http/operation/cost.ts';
import { DocumentReader } from '../http/operation/document.ts';
import { sha256, TrustedDocuments } from '../http/operation/trusted-documents.ts';
import { documentFinder } from '../http/request/asked-document.ts';
import { explain, explainedBy, explainPlan } from '../http/request/explain.ts';
import type { GraphQLParams } from '../http/request/graphql-params.ts';
import { type OperationRules, operationReader, RefusedOperation } from '../http/request/operation-reading.ts';
import type { RequestRecord } from '../http/request/request-telemetry.ts';
import type { TenantDefaults } from '../http/request/request-terms.ts';
import { routerCheck } from '../http/request/router-secret.ts';
import type { OpenStreams } from '../http/stream/open-streams.ts';
import type { ResultStream } from '../http/stream/result-stream.ts';
import { LiveLists } from '../live/live-lists.ts';
import type { Pace } from '../live/pace.ts';
import type { Others } from '../shared/shared-state.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { Contexts } from './contexts.ts';
import { createEngine } from './engine.ts';
import { Subscriptions } from './subscriptions.ts';

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
  const memory = openMemory(options.others);
  const live = new LiveLists({
    ...options,
    polls: options.others?.polls,
    observer: telemetry.metrics.live,
    open: (...poll) => contexts.ofPoll(...poll),
  });
  const state: GatewayState = { ...options, memory, live };
  const contexts = new Contexts(state, options.tenant, requestTimeoutMs, telemetry);
  const contextOf = (asked: Asked, record?: RequestRecord) => contexts.of(asked, record);
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

  const execute = createEngine(schema, told);
  const subscriptions = new Subscriptions({
    streams,
    metrics: telemetry.metrics,
    eventTimeoutMs: requestTimeoutMs,
    contextOf: (...terms) => contexts.ofEvent(...terms),
    tenantOf: (asked) => contexts.callerOf(asked),
    told,
  });

  return {
    async perform(asked, params, record) {
      const operation = readOperation(params, asked);
      const context = contextOf(asked, record);
      record.executing(operation, context.ledger);
      const explained = explainedBy(asked.req.headers['x-explain']);
      if (explained === 'plan') {
        const plan = explainPlan(operation, params.variables ?? {}, () => contexts.callerOf(asked), state);
        return { data: null, extensions: { explain: { plan } } };
      }
      if (operation.type === 'subscription') return subscriptions.begin(asked, operation, params, context);
      const { data, errors } = await execute(operation, params.variables, context);
      const extensions = explained === 'calls' ? { explain: explain(context.ledger) } : undefined;
      return { data, errors: errors?.flatMap(eachFault), extensions };
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
