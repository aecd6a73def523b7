import type { GraphQLError } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { variablesOnlyIn } from '../execution/inert-variables.ts';
import type { Operation } from '../execution/operation.ts';
import { formatted } from '../http/answer/graph-answer.ts';
import type { Asked } from '../http/door/server-context.ts';
import { explain, explainedBy, explainPoll } from '../http/request/explain.ts';
import type { StreamedResult } from '../http/stream/result-stream.ts';
import type { ListChanges } from '../live/list-changes.ts';

export interface EventResultsOptions {
  /** How long the execution for one event may take. */
  readonly eventTimeoutMs: number;
  contextOf(asked: Asked): GatewayContext;
  /** An error as the caller may see it. */
  told(error: unknown): GraphQLError;
}

type Variables = Readonly<Record<string, unknown>>;

/** What events come to: the operation is executed once for all who ask the same of an event with the same credentials. */
export class EventResults {
  readonly #options: EventResultsOptions;
  readonly #results = new WeakMap<object, Map<string, Promise<StreamedResult>>>();
  readonly #names = new WeakMap<Operation, string>();
  readonly #inert = new WeakMap<Operation, ReadonlySet<string>>();
  #operations = 0;

  constructor(options: EventResultsOptions) {
    this.#options = options;
  }

  of(event: ListChanges<unknown>, executable: Operation, asked: Asked, variables: Variables): Promise<StreamedResult> {
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
    variables: Variables,
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
      ...(isExplained(req) && {
        extensions: { explain: { ...explain(context.ledger), polls: [explainPoll(event.poll)] } },
      }),
    };
  }

  /** Events of one list go only to those with the same credentials and project; what else makes a difference is here. */
  #keyOf(executable: Operation, { req }: Asked, variables: Variables): string {
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

function isExplained({ headers }: Asked['req']): boolean {
  return explainedBy(headers['x-explain']) === 'calls';
}
