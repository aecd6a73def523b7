import { LiveMetrics } from './live-metrics.ts';
import { MetricRegistry } from './metric-registry.ts';
import { addProcessMetrics } from './process-metrics.ts';
import { RequestMetrics } from './request-metrics.ts';
import { UpstreamMetrics } from './upstream-metrics.ts';

/**
 * What operators watch. No label takes a value that a caller can choose, so that the number of series is bounded; and
 * they are there from the start, at 0.
 */
export class Metrics {
  readonly #registry = new MetricRegistry();
  readonly #stop = addProcessMetrics(this.#registry);
  readonly requests = new RequestMetrics(this.#registry);
  readonly upstream = new UpstreamMetrics(this.#registry);
  readonly live = new LiveMetrics(this.#registry);
  readonly #sharedState = this.#registry.gauge(
    'cfw_shared_state_away',
    '1 while the Redis that replicas share does not answer, so that this one works alone; else 0',
  );

  /** Whether the Redis that replicas share answers. */
  sharedStateChanged(isThere: boolean): void {
    this.#sharedState.set(isThere ? 0 : 1);
  }

  /** The answer to a scrape. */
  async text(): Promise<{ readonly text: string; readonly contentType: string }> {
    return { text: await this.#registry.text(), contentType: this.#registry.contentType };
  }

  /** Stops measuring. */
  close(): void {
    this.#stop();
  }
}
