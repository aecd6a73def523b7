import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

/** Series of one metric, by the values of their labels. */
export type SeriesOf<Label extends string> = readonly Readonly<Record<Label, string>>[];

/** Every combination of the values of some labels. */
export function combinationsOf<Label extends string>(
  values: Readonly<Record<Label, readonly string[]>>,
): SeriesOf<Label> {
  const labels = Object.entries<readonly string[]>(values);
  return labels.reduce<object[]>(
    (series, [label, some]) => series.flatMap((each) => some.map((value) => ({ ...each, [label]: value }))),
    [{}],
  ) as SeriesOf<Label>[number][];
}

/** The metrics of one gateway, apart from those of any other in the process. */
export class MetricRegistry {
  readonly #registry = new Registry();

  /** @param series what there is from the start, at 0, so that a rise from none is seen; all have the same labels */
  counter<Label extends string = never>(name: string, help: string, series: SeriesOf<Label> = []): Counter<Label> {
    const labelNames = labelsOf(series);
    const counter = new Counter({ name, help, labelNames, registers: [this.#registry] });
    for (const labels of series) counter.inc(labels, 0);
    return counter;
  }

  /** @param series as of a counter */
  gauge<Label extends string = never>(name: string, help: string, series: SeriesOf<Label> = []): Gauge<Label> {
    const labelNames = labelsOf(series);
    const gauge = new Gauge({ name, help, labelNames, registers: [this.#registry] });
    for (const labels of series) gauge.set(labels, 0);
    return gauge;
  }

  /**
   * @param series as of a counter
   * @param buckets upper bounds, in the unit that the name ends with
   */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    series: SeriesOf<Label>,
    buckets: readonly number[],
  ): Histogram<Label> {
    const labelNames = labelsOf(series);
    const histogram = new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [this.#registry] });
    for (const labels of series) histogram.zero(labels);
    return histogram;
  }

  /** A gauge that is asked for its value at every scrape. */
  reading(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** A counter that is asked for its sum at every scrape. */
  sumReading(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** Everything in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The media type of `text()`. */
  get contentType(): string {
    return this.#registry.contentType;
  }
}

function labelsOf<Label extends string>(series: SeriesOf<Label>): Label[] {
  return Object.keys(series[0] ?? {}) as Label[];
}
