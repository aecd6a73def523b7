import { CFW_ERROR_CODES } from '../cfw/decoding/errors.ts';
import { combinationsOf, type MetricRegistry } from './metric-registry.ts';

const LAG_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];
/** The lists that can be followed. */
const FOLLOWED = ['captureTasks', 'listEntries'];

/** What operators watch of subscriptions. */
export class LiveMetrics {
  readonly #followers;
  readonly #polls;
  readonly #events;

  constructor(registry: MetricRegistry) {
    this.#followers = registry.gauge('cfw_live_followers', 'Subscriptions that are open');
    this.#polls = registry.counter(
      'cfw_live_polls_total',
      'Polls of lists that are followed, by code, else OK',
      combinationsOf({ list: FOLLOWED, code: ['OK', ...CFW_ERROR_CODES] }),
    );
    this.#events = registry.histogram(
      'cfw_live_event_lag_seconds',
      'Events of followers, by the time since the poll that saw the change',
      [],
      LAG_SECONDS,
    );
  }

  /** A list that is followed was polled. */
  pollEnded({ list, code }: { readonly list: string; readonly code: string | null }): void {
    this.#polls.inc({ list, code: code ?? 'OK' });
  }

  /** A follower was told of a change, so long after the poll that saw it. */
  eventTold(lagMs: number): void {
    this.#events.observe(lagMs / 1000);
  }

  /** So many subscriptions are open now. */
  followersChanged(count: number): void {
    this.#followers.set(count);
  }
}
