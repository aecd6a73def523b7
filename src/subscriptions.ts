import type { ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from './context.ts';
import { variablesOnlyIn } from './execution/inert-variables.ts';
import type { Operation } from './execution/operation.ts';
import { formatted, type GraphResult } from './http/answer/graph-answer.ts';
import { refusal } from './http/answer/refusal.ts';
import type { Asked } from './http/door/server-context.ts';
import type { ReadOperation } from './http/operation/document.ts';
import { explain } from './http/request/explain.ts';
import type { GraphQLParams } from './http/request/graphql-params.ts';
import type { OpenStreams } from './http/stream/open-streams.ts';
import { ResultStream, type StreamedResult } from './http/stream/result-stream.ts';
import type { ListChanges } from './live/list-changes.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface SubscriptionsOptions {
  readonly streams: OpenStreams;
  readonly metrics: Metrics;
  /** How long the execution for one event may take. */
  readonly eventTimeoutMs: number;
  contextOf(asked: Asked): GatewayContext;
  /** An error as the caller may see it. */
  told(error: unknown): GraphQLError;
}

/** setTimeout takes no longer delay. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Executes subscriptions: graphql-js finds their events, and the operation is executed for each of these. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  /** What an event came to, for all who ask the same of it with the same credentials. */
  readonly #results = new WeakMap<object, Map<string, Promise<StreamedResult>>>();
  readonly #names = new WeakMap<Operation, string>();
  readonly #inert = new WeakMap<Operation, ReadonlySet<string>>();
  #operations = 0;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
  }

  /**
   * Begins a subscription: its results, or the errors because of which there are none.
   *
   * @throws refusal OVERLOADED
   */
  async begin(
    asked: Asked,
    { executable }: ReadOperation,
    params: GraphQLParams,
    context: GatewayContext,
  ): Promise<GraphResult | ResultStream> {
    const { streams, told } = this.#options;
    const leave = streams.subscribe();
    const events = await executable.events(context, params.variables ?? {});
    if (!isStream(events)) {
      leave();
      return { ...events, errors: events.errors?.map(told) ?? [] } as GraphResult;
    }
    const expiry = new Expiry(asked.caller?.expiresAt);
    const stream = new ResultStream(
      events,
      (event) => this.#resultOf(event as ListChanges<unknown>, executable, asked, params.variables ?? {}),
      (error) => ({ errors: [formatted(told(error))] }),
      () => {
        leave();
        expiry.cancel();
      },
    );
    expiry.start(() =>
      stream.fail(refusal(401, 'UNAUTHENTICATED', 'The JWT has expired. Get a new one, and come back with `since`.')),
    );
    return stream;
  }

  #resultOf(
    event: ListChanges<unknown>,
    executable: Operation,
    asked: Asked,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<StreamedResult> {
    this.#options.metrics.eventTold(performance.now() - event.poll.endedAt);
    const known = this.#results.get(event) ?? new Map<string, Promise<StreamedResult>>();
    this.#results.set(event, known);
    const key = this.#keyOf(executable, asked, variables);
    const result = known.get(key) ?? this.#execute(event, executable, asked, variables);
    known.set(key, result);
    return result;
  }

  async #execute(
    event: ListChanges<unknown>,
    executable: Operation,
    { req, requestId, caller }: Asked,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<StreamedResult> {
    const { contextOf, told, eventTimeoutMs } = this.#options;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), eventTimeoutMs);
    const at = performance.now() + eventTimeoutMs;
    const context = contextOf({ req, requestId, deadline: { at, signal: deadline.signal }, ...(caller && { caller }) });
    const { data, errors } = await executable.execute(context, variables, event);
    clearTimeout(timer);
    return {
      ...(data !== undefined && { data }),
      ...(errors && { errors: errors.map((error) => formatted(told(error))) }),
      ...(isExplained(req) && { extensions: { explain: { ...explain(context.ledger), polls: [pollOf(event)] } } }),
    };
  }

  /** Events of one list go only to those with the same credentials and project; what else makes a difference is here. */
  #keyOf(executable: Operation, { req }: Asked, variables: Readonly<Record<string, unknown>>): string {
    const inert = this.#inertOf(executable);
    const telling = Object.entries(variables).filter(([name]) => !inert.has(name));
    return JSON.stringify([this.#nameOf(executable), telling, req.headers['x-language'] ?? '', isExplained(req)]);
  }

  #nameOf(executable: Operation): string {
    const name = this.#names.get(executable) ?? String(++this.#operations);
    this.#names.set(executable, name);
    return name;
  }

  #inertOf(executable: Operation): ReadonlySet<string> {
    const { document, definition } = executable;
    const inert = this.#inert.get(executable) ?? variablesOnlyIn(document, definition!, 'since');
    this.#inert.set(executable, inert);
    return inert;
  }
}

/** When the caller's JWT expires. */
class Expiry {
  readonly #at: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(at: number | undefined) {
    this.#at = at;
  }

  start(expired: () => void): void {
    if (this.#at === undefined) return;
    this.#timer = setTimeout(expired, Math.min(Math.max(0, this.#at - Date.now()), MAX_TIMER_MS));
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}

function isStream(events: AsyncIterable<unknown> | ExecutionResult): events is AsyncIterable<unknown> {
  return Symbol.asyncIterator in events;
}

function isExplained({ headers }: Asked['req']): boolean {
  return headers['x-explain'] === 'true';
}

/** What `extensions.explain` says of the poll that saw an event. */
function pollOf({ poll }: ListChanges<unknown>) {
  const { list, durationMs, followers, calls } = poll;
  return {
    list,
    durationMs: Math.round(durationMs * 10) / 10,
    followers,
    calls: calls.map(({ operation, offset, limit, status, attempts }) => ({
      operation,
      offset,
      limit,
      status,
      attempts,
    })),
  };
}
