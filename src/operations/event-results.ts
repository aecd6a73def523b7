import type { GraphQLError } from 'graphql';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { GatewayContext } from '../context.ts';
import type { Operation } from '../execution/operation.ts';
import { variablesOnlyIn } from '../execution/variable-uses.ts';
import { formatted } from '../http/answer/graph-answer.ts';
import type { Asked } from '../http/door/server-context.ts';
import { explain, explainedBy, explainPoll } from '../http/request/explain.ts';
import type { Question, StreamedResult } from '../http/stream/result-stream.ts';
import type { ListChanges } from '../live/list-changes.ts';
import type { Metrics } from '../telemetry/metrics.ts';

export interface EventResultsOptions {
  /** How long the execution for one event may take. */
  readonly eventTimeoutMs: number;
  readonly metrics: Metrics;
  contextOf(tenant: Tenant, signal: AbortSignal): GatewayContext;
  /** An error as the caller may see it. */
  told(error: unknown): GraphQLError;
}

type Variables = Readonly<Record<string, unknown>>;

/** What is asked of each event, and by whom. */
interface Terms {
  readonly executable: Operation;
  readonly variables: Variables;
  readonly tenant: Tenant;
  readonly isExplained: boolean;
}

/** Questions to events: one for all who ask the same with the same credentials, so that it is answered once. */
export class EventResults {
  readonly #options: EventResultsOptions;
  readonly #questions = new Map<string, SharedQuestion>();
  readonly #names = new WeakMap<Operation, string>();
  readonly #inert = new WeakMap<Operation, ReadonlySet<string>>();
  #operations = 0;

  constructor(options: EventResultsOptions) {
    this.#options = options;
  }

  /** The question, until whoever asks calls its `leave`. */
  ask(executable: Operation, { req }: Pick<Asked, 'req'>, tenant: Tenant, variables: Variables): SharedQuestion {
    const isExplained = explainedBy(req.headers['x-explain']) === 'calls';
    const { credentials, projectId, language = '' } = tenant;
    const inert = this.#inertOf(executable);
    const telling = Object.entries(variables).filter(([name]) => !inert.has(name));
    const name = this.#nameOf(executable);
    const key = JSON.stringify([name, telling, credentials.identity, projectId, language, isExplained]);
    const known = this.#questions.get(key);
    if (known !== undefined) return known.joined();
    const terms = { executable, variables, tenant, isExplained };
    const question = new SharedQuestion(this.#options, terms, () => this.#questions.delete(key));
    this.#questions.set(key, question);
    return question;
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

/** What some ask of the events of a list, and what came of it. */
export class SharedQuestion implements Question {
  readonly #options: EventResultsOptions;
  readonly #terms: Terms;
  readonly #onNobody: () => void;
  readonly #results = new WeakMap<object, Promise<StreamedResult>>();
  #askers = 1;

  constructor(options: EventResultsOptions, terms: Terms, onNobody: () => void) {
    this.#options = options;
    this.#terms = terms;
    this.#onNobody = onNobody;
  }

  joined(): this {
    this.#askers++;
    return this;
  }

  /** One who asked does not any more. */
  leave(): void {
    if (--this.#askers === 0) this.#onNobody();
  }

  resultOf(event: unknown, isFirst: boolean): Promise<StreamedResult> {
    const changes = event as ListChanges<unknown>;
    // What a newcomer is told first was seen before it came.
    if (!isFirst) this.#options.metrics.live.eventTold(performance.now() - changes.poll.endedAt);
    const result = this.#results.get(changes) ?? this.#execute(changes);
    this.#results.set(changes, result);
    return result;
  }

  failed(error: unknown): StreamedResult {
    return { errors: [formatted(this.#options.told(error))] };
  }

  async #execute(event: ListChanges<unknown>): Promise<StreamedResult> {
    const { contextOf, told, eventTimeoutMs } = this.#options;
    const { executable, variables, tenant, isExplained } = this.#terms;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), eventTimeoutMs);
    const context = contextOf(tenant, deadline.signal);
    const { data, errors } = await executable.execute(context, variables, event);
    clearTimeout(timer);
    return {
      ...(data !== undefined && { data }),
      ...(errors && { errors: errors.map((error) => formatted(told(error))) }),
      ...(isExplained && {
        extensions: { explain: { ...explain(context.ledger), polls: [explainPoll(event.poll)] } },
      }),
    };
  }
}
