import type { ExecutionResult } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { formatted, type GraphResult } from '../http/answer/graph-answer.ts';
import { refusal } from '../http/answer/refusal.ts';
import type { Asked } from '../http/door/server-context.ts';
import type { ReadOperation } from '../http/operation/document.ts';
import type { GraphQLParams } from '../http/request/graphql-params.ts';
import { Expiry } from '../http/stream/expiry.ts';
import type { OpenStreams } from '../http/stream/open-streams.ts';
import { ResultStream } from '../http/stream/result-stream.ts';
import type { ListChanges } from '../live/list-changes.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { EventResults, type EventResultsOptions } from './event-results.ts';

export interface SubscriptionsOptions extends EventResultsOptions {
  readonly streams: OpenStreams;
  readonly metrics: Metrics;
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
    const { streams, told, metrics } = this.#options;
    const variables = params.variables ?? {};
    const leave = streams.subscribe();
    const events = await executable.events(context, variables).catch((error: unknown) => {
      leave();
      throw error;
    });
    if (!isStream(events)) {
      leave();
      return { ...events, errors: events.errors?.map(told) ?? [] } as GraphResult;
    }
    let isFirst = true;
    let expiry: Expiry | undefined;
    const stream = new ResultStream(
      events,
      (event) => {
        const changes = event as ListChanges<unknown>;
        // What a newcomer is told first was seen before it came.
        if (!isFirst) metrics.live.eventTold(performance.now() - changes.poll.endedAt);
        isFirst = false;
        return this.#results.of(changes, executable, asked, variables);
      },
      (error) => ({ errors: [formatted(told(error))] }),
      () => {
        leave();
        expiry?.cancel();
      },
    );
    if (asked.caller !== undefined) expiry = new Expiry(asked.caller.expiresAt, () => stream.fail(EXPIRED));
    return stream;
  }
}

const EXPIRED = refusal(401, 'UNAUTHENTICATED', 'The JWT has expired. Get a new one, and come back with `since`.');

function isStream(events: AsyncIterable<unknown> | ExecutionResult): events is AsyncIterable<unknown> {
  return Symbol.asyncIterator in events;
}
