import type { Workload } from './workloads/workloads.ts';

/** What one load costs, in CPU, against another. */
export interface Comparison {
  readonly name: string;
  readonly of: Side;
  readonly against: Side;
  /** What of both is compared: their requests, or their rows. */
  readonly per: 'request' | 'row';
  readonly must: number;
  readonly moonshot: number | null;
}

interface Side {
  readonly workload: string;
  readonly side: Workload['side'];
  readonly rows: number;
}

const gateway = (workload: string, rows = 1): Side => ({ workload, side: 'gateway', rows });
const floor = (workload: string): Side => ({ workload, side: 'floor', rows: 1 });
const toFloor = (name: string, workload: string, must: number, moonshot: number | null): Comparison => ({
  name: `${name}: against the floor`,
  of: gateway(workload),
  against: floor(workload),
  per: 'request',
  must,
  moonshot,
});

export const COMPARISONS: readonly Comparison[] = [
  toFloor('50 rows, each request another page', 'distinct 50', 1, 0.8),
  toFloor('1,000 rows, each request another page', 'distinct 1000', 0.9, 0.75),
  toFloor('50 rows, 64 connections ask the same', 'equal 50', 0.45, 0.3),
  toFloor('50 of 2,000 rows, filtered and sorted', 'found 50', 1.3, null),
  {
    name: 'a row of 4,096: against a row of 1,000',
    of: gateway('distinct 4096', 4096),
    against: gateway('distinct 1000', 1000),
    per: 'row',
    must: 1.1,
    moonshot: 1,
  },
  {
    name: '20 aliases on one list: against one page of 1,000 rows',
    of: gateway('dashboard'),
    against: gateway('distinct 1000'),
    per: 'request',
    must: 1.5,
    moonshot: 1.2,
  },
  {
    name: '50 rows by the id of a document: against the same by text',
    of: gateway('document 50'),
    against: gateway('distinct 50'),
    per: 'request',
    must: 0.95,
    moonshot: null,
  },
];

/** How often one costs what the other does, of two slices that were measured one after the other. */
export function ratioOf({ of, against, per }: Comparison, cpuOfOne: number, cpuOfOther: number): number {
  const rows = per === 'row' ? against.rows / of.rows : 1;
  return (cpuOfOne / cpuOfOther) * rows;
}
