import type { Comparison } from './comparisons.ts';
import type { Told } from './drivers/followers.ts';
import type { LoadResult } from './drivers/load.ts';
import type { HeldRate } from './drivers/rate.ts';
import { type Interval, intervalOf, isNarrow } from './interval.ts';
import type { Workload } from './workloads/workloads.ts';

/** What one run of the benchmark measured. */
export interface Measured {
  readonly slices: ReadonlyMap<Workload, readonly LoadResult[]>;
  /** The ratio of CPU of each pair of slices. */
  readonly ratios: ReadonlyMap<Comparison, readonly number[]>;
  /** The highest rate of 50-row pages, one after the other all over the list; null: not measured. */
  readonly rate: HeldRate | null;
  /** What those who follow a list cost; null: not measured. */
  readonly followers: Told | null;
  /** Milliseconds from the start to the first answer, each time. */
  readonly startsMs: readonly number[];
  /** MB after the loads of large pages. */
  readonly residentMb: number;
  /** CPU milliseconds that planning takes of a 50-row request. */
  readonly planningMs: number;
}

export interface Row extends LoadResult {
  readonly workload: string;
  readonly side: string;
}

/** A figure with what must be shown and what would be excellent. */
export interface Figure {
  readonly name: string;
  readonly interval: Interval;
  readonly must: number;
  readonly moonshot: number | null;
  /** `UNSURE`: the interval holds what must be shown, so that this run does not tell. */
  readonly verdict: 'met' | 'moonshot' | 'UNSURE' | 'MISSED';
  readonly isNarrow: boolean;
}

export interface Figures {
  readonly rows: readonly Row[];
  /** What is measured, and promised nowhere. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** Gives each figure with its interval. A ratio is taken within each pair of slices, which met the same machine. */
export function figuresOf({ slices, ratios, rate, followers, startsMs, residentMb, planningMs }: Measured): Figures {
  const figure = (name: string, values: readonly number[], must: number, moonshot: number | null): Figure => {
    const interval = intervalOf(values);
    const { low, high } = interval;
    const reached = moonshot !== null && high <= moonshot ? 'moonshot' : 'met';
    const verdict = high <= must ? reached : low > must ? 'MISSED' : 'UNSURE';
    return { name, interval, must, moonshot, verdict, isNarrow: values.length === 1 || isNarrow(interval) };
  };
  const fifty = [...slices].find(([{ name, side }]) => name === 'distinct 50' && side === 'gateway')?.[1] ?? [];
  return {
    rows: [...slices].map(([{ name, side }, results]) => ({ workload: name, side, ...together(results) })),
    notes: [...(rate === null ? [] : [rateNote(rate)]), ...(followers === null ? [] : [followersNote(followers)])],
    figures: [
      ...[...ratios].map(([{ name, must, moonshot }, values]) => figure(name, values, must, moonshot)),
      figure('resident memory after 1,000- and 4,096-row pages, MB', [residentMb], 180, 150),
      figure('first answer after the start, ms', startsMs, 700, 500),
      ...(fifty.length === 0
        ? []
        : [figure('planning, % of the CPU of 50 rows', [(planningMs / together(fifty).cpuPerRequest) * 100], 5, null)]),
    ],
  };
}

function rateNote({ perSecond, p99 }: HeldRate): string {
  return `Pages of 50 rows on one core, sent whether or not answers come: ${perSecond} a second with a p99 of ${p99.toFixed(0)} ms, of at most 50.`;
}

function followersNote({ followers, cpuPerEvent, lastToldMs }: Told): string {
  return `A change told to ${followers} followers: ${(cpuPerEvent * 1_000).toFixed(0)} µs of CPU for each, polls among it; the last knows after ${lastToldMs.toFixed(0)} ms.`;
}

/** Prints the figures as two Markdown tables, and what is beside them. */
export function print({ rows, notes, figures }: Figures): void {
  table(
    ['workload', 'side', 'CPU ms/request', 'requests/s', 'p50 ms', 'p99 ms', 'CFW calls/request'],
    rows.map(({ workload, side, cpuPerRequest, perSecond, p50, p99, callsPerRequest }) => [
      workload,
      side,
      cpuPerRequest.toFixed(3),
      perSecond.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      callsPerRequest.toFixed(2),
    ]),
  );
  console.log();
  table(
    ['figure', 'median', 'sure (95 %)', 'quartiles', 'slices', 'must', 'moonshot', ''],
    figures.map(({ name, interval, must, moonshot, verdict, isNarrow }) => {
      const { median, low, high, lowerQuartile, upperQuartile, count } = interval;
      const span = (one: number, other: number) => (count === 1 ? '' : `${short(one)} to ${short(other)}`);
      const wide = isNarrow ? '' : ', wide';
      return [
        name,
        short(median),
        span(low, high),
        span(lowerQuartile, upperQuartile),
        String(count),
        `≤ ${must}`,
        moonshot === null ? '' : `≤ ${moonshot}`,
        `${verdict}${wide}`,
      ];
    }),
  );
  for (const note of notes) console.log(`\n${note}`);
}

function short(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

function table(head: readonly string[], body: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of body) console.log(line(row));
}

/** Slices as one. CPU is over all of them: what is paid only now and then is in some and not in others. */
function together(slices: readonly LoadResult[]): LoadResult {
  const requests = slices.reduce((sum, slice) => sum + slice.requests, 0);
  const middle = (of: (slice: LoadResult) => number) => intervalOf(slices.map(of)).median;
  return {
    requests,
    cpuPerRequest: slices.reduce((sum, slice) => sum + slice.cpuPerRequest * slice.requests, 0) / requests,
    perSecond: middle(({ perSecond }) => perSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    callsPerRequest: middle(({ callsPerRequest }) => callsPerRequest),
  };
}
