import type { Call, CallReport, CfwClient } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { RecentTotals } from '../memory/recent-totals.ts';
import type { Drift } from '../paging/drift.ts';
import { MAX_ROWS_PER_CALL } from '../paging/snapshot/span.ts';
import type { Window } from '../paging/window.ts';
import type { CallBudget } from './call-budget.ts';
import type { Lane } from './lane.ts';
import type { RequestWatch, RoundWatch } from './request-watch.ts';

/** What the loaders of one request share. */
export interface RequestScope {
  readonly client: CfwClient;
  /** Where CFW is. With the tenant it is in the key of every memory. */
  readonly endpoint: string;
  /** @throws CfwError when the request names no credentials or no project that can be used */
  tenant(): Tenant;
  /** What every CFW call of the request is made with; in a round, that round is told of its end. */
  call(round?: RoundWatch): Call;
  readonly budget: CallBudget;
  readonly recentTotals: RecentTotals;
  /** Which writes a read that begins now has to show: part of the key of every memory. */
  generation(): number;
  /** Runs calls, at most four at a time. */
  readonly lane: Lane;
  readonly ledger: CallLedger;
  /** Present when the request is traced. */
  readonly watch: RequestWatch | undefined;
}

/** What one operation wanted and what it cost. */
export class CallLedger {
  /** The calls, in the order in which they ended. */
  readonly calls: CallReport[] = [];
  /** When the request began, on the clock of `performance.now()`. */
  readonly since = performance.now();
  /** How many windows, totals and records the operation asked for. */
  windows = 0;
  /** How many windows were answered, by how their rows had drifted. */
  readonly pages: Record<Drift, number> = { NONE: 0, REALIGNED: 0, LOST: 0 };
  /** What all of this would have cost one by one. */
  #alone = 0;

  /** Notes a call that has just ended. */
  ended(report: CallReport): void {
    this.calls.push(report);
  }

  /** Notes a demand. By itself it would take one call at least. */
  asked(): void {
    this.windows++;
    this.#alone++;
  }

  /** Notes a window that has been answered, and from how many rows: many would have taken several calls by themselves. */
  answered({ drift }: Window, rows: number): void {
    this.pages[drift]++;
    this.#alone += Math.max(0, Math.ceil(rows / MAX_ROWS_PER_CALL) - 1);
  }

  /** The attempts this operation itself put on the wire. */
  get upstreamCalls(): number {
    return this.calls.reduce((sum, { attempts }) => sum + attempts, 0);
  }

  /** The calls that planning and sharing spared. */
  get savedCalls(): number {
    return Math.max(0, this.#alone - this.calls.filter(({ shared }) => !shared).length);
  }
}
