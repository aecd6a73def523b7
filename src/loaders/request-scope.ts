import type { Call, CallReport, CfwClient } from '../cfw/client.ts';
import type { Tenant } from '../cfw/tenant.ts';
import type { CallBudget } from './call-budget.ts';
import type { RecentTotals } from './recent-totals.ts';

/** What the loaders of one request share. */
export interface RequestScope {
  readonly client: CfwClient;
  /** Where CFW is. With the tenant it is in the key of every memory. */
  readonly endpoint: string;
  /** @throws CfwError when the request names no credentials or no project that can be used */
  tenant(): Tenant;
  /** What every CFW call of the request is made with. */
  call(): Call;
  readonly budget: CallBudget;
  readonly recentTotals: RecentTotals;
  /** Runs calls, at most four at a time. */
  readonly lane: <Result>(call: () => Promise<Result>) => Promise<Result>;
  readonly ledger: CallLedger;
}

/** What one operation wanted and what it cost. */
export class CallLedger {
  /** The calls, in the order in which they ended. */
  readonly calls: CallReport[] = [];
  /** How many windows, totals and records the operation asked for. */
  windows = 0;
  /** What they would have cost one by one. */
  #alone = 0;

  /** Notes a demand that would have taken so many calls by itself. */
  asked(callsAlone: number): void {
    this.windows++;
    this.#alone += callsAlone;
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
