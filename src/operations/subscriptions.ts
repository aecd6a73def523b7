import type { ExecutionResult } from 'graphql';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { GatewayContext } from '../context.ts';
import type { GraphResult } from '../http/answer/graph-answer.ts';
import { refusal } from '../http/answer/refusal.ts';
import type { Asked, Caller } from '../http/door/server-context.ts';
import type { ReadOperation } from '../http/operation/document.ts';
import type { GraphQLParams } from '../http/request/graphql-params.ts';
import { Expiry } from '../http/stream/expiry.ts';
import type { OpenStreams } from '../http/stream/open-streams.ts';
import { ResultStream } from '../http/stream/result-stream.ts';
import { EventResults, type EventResultsOptions, type SharedQuestion } from './event-results.ts';

export interface SubscriptionsOptions extends EventResultsOptions {
  readonly streams: OpenStreams;
  /** Who asks. @throws CfwError */
  tenantOf(asked: Asked): Tenant;
}

/** Executes subscriptions: graphql-js finds their events, and the operation is executed for each of these. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #results: EventResults;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#results = new EventResults(options);
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
    const { streams, told, tenantOf } = this.#options;
    const variables = params.variables ?? {};
    streams.subscribe();
    const events = await executable.events(context, variables).catch((error: unknown) => {
      streams.unsubscribe();
      throw error;
    });
    if (!isStream(events)) {
      streams.unsubscribe();
      return { ...events, errors: events.errors?.map(told) ?? [] } as GraphResult;
    }
    const question = this.#results.ask(executable, asked, tenantOf(asked), variables);
    return streamOf(events, question, asked.caller, streams);
  }
}

/** By itself, so that nothing of how the subscription began is kept with what tells of its end. */
function streamOf(
  events: AsyncIterable<unknown>,
  question: SharedQuestion,
  caller: Caller | undefined,
  streams: OpenStreams,
): ResultStream {
  let expiry: Expiry | undefined;
  const stream = new ResultStream(events, question, () => {
    streams.unsubscribe();
    question.leave();
    expiry?.cancel();
  });
  if (caller !== undefined) expiry = new Expiry(caller.expiresAt, () => stream.fail(EXPIRED));
  return stream;
}

const EXPIRED = refusal(401, 'UNAUTHENTICATED', 'The JWT has expired. Get a new one, and come back with `since`.');

function isStream(events: AsyncIterable<unknown> | ExecutionResult): events is AsyncIterable<unknown> {
  return Symbol.asyncIterator in events;
}
