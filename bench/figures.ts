import type { LoadResult } from './load.ts';
import type { Workload } from './workloads.ts';

/** What one run of the benchmark measured. Times are milliseconds, memory is MB. */
export interface Measured {
  readonly results: ReadonlyMap<Workload, readonly LoadResult[]>;
  readonly startMs: number;
  readonly residentMb: number;
  readonly planningMs: number;
}

export interface Row extends LoadResult {
  readonly workload: string;
  readonly side: string;
}

/** A figure with what must be shown and what would be excellent; `value` is null when it was not measured. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly must: number;
  readonly moonshot: number | null;
}

export interface Figures {
  readonly rows: readonly Row[];
  readonly figures: readonly Figure[];
}

/**
 * Medians over the repeats, but for CPU time. A ratio is taken within each repeat, where both sides met the same machine,
 * then the median.
 */
export function figuresOf({ results, startMs, residentMb, planningMs }: Measured): Figures {
  const of = (name: string, side: Workload['side'] = 'gateway') =>
    [...results].find(([workload]) => workload.name === name && workload.side === side)?.[1];
  const cpu = (name: string) => {
    const slices = of(name);
    return slices && cpuPerRequest(slices);
  };
  const ratio = (one: readonly LoadResult[] | undefined, other: readonly LoadResult[] | undefined) =>
    one && other ? median(one.map(({ cpuPerRequest }, repeat) => cpuPerRequest / other[repeat]!.cpuPerRequest)) : null;
  const toFloor = (name: string) => ratio(of(name), of(name, 'floor'));
  const [fifty, thousand, fourThousand] = [cpu('distinct 50'), cpu('distinct 1000'), cpu('distinct 4096')];
  // How far the cost of 1,000 rows is from the straight line between those of 50 and of 4,096.
  const bend =
    fifty && thousand && fourThousand
      ? Math.abs(thousand / (fifty + ((fourThousand - fifty) * 950) / 4046) - 1) * 100
      : null;
  const figure = (name: string, value: number | null | undefined, must: number, moonshot: number | null): Figure => ({
    name,
    value: value ?? null,
    must,
    moonshot,
  });
  return {
    rows: [...results].map(([{ name, side }, slices]) => ({
      workload: name,
      side,
      requests: slices.reduce((sum, { requests }) => sum + requests, 0),
      cpuPerRequest: cpuPerRequest(slices),
      perSecond: median(slices.map((slice) => slice.perSecond)),
      p50: median(slices.map((slice) => slice.p50)),
      p99: median(slices.map((slice) => slice.p99)),
      callsPerRequest: median(slices.map((slice) => slice.callsPerRequest)),
    })),
    figures: [
      figure('distinct, 50 rows: CPU against the floor', toFloor('distinct 50'), 1.4, 1.15),
      figure('distinct, 1,000 rows: CPU against the floor', toFloor('distinct 1000'), 1.4, 1.1),
      figure('equal, 50 rows, 64 connections: CPU against the floor', toFloor('equal 50'), 0.7, 0.4),
      figure('50 of 2,000 rows, filtered and sorted: CPU against the floor', toFloor('found 50'), 1.3, null),
      figure('cost of 1,000 rows, off the line from 50 to 4,096, %', bend, 15, null),
      figure('20-alias dashboard against 1,000 rows', ratio(of('dashboard'), of('distinct 1000')), 1.5, 1.2),
      figure('resident memory after the 1,000-row load, MB', residentMb, 200, 150),
      figure('first answer after the start, ms', startMs, 800, 500),
      figure('planning, % of the CPU of a 50-row request', fifty && (planningMs / fifty) * 100, 5, null),
    ],
  };
}

/** Prints the figures as two Markdown tables. */
export function print({ rows, figures }: Figures): void {
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
    ['figure', 'measured', 'must', 'moonshot', ''],
    figures.map(({ name, value, must, moonshot }) => [
      name,
      value === null ? '-' : value.toFixed(value < 10 ? 2 : 0),
      `≤ ${must}`,
      moonshot === null ? '' : `≤ ${moonshot}`,
      value === null ? '' : value > must ? 'MISSED' : moonshot !== null && value <= moonshot ? 'moonshot' : 'met',
    ]),
  );
}

function table(head: readonly string[], body: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of body) console.log(line(row));
}

/** Over all repeats: what is paid only now and then, such as a full collection of memory, is in some and not in others. */
function cpuPerRequest(slices: readonly LoadResult[]): number {
  const requests = slices.reduce((sum, slice) => sum + slice.requests, 0);
  return slices.reduce((sum, slice) => sum + slice.cpuPerRequest * slice.requests, 0) / requests;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}
