import type { Call, CallReport } from '../cfw/client.ts';
import type { Tenant } from '../cfw/credentials/tenant.ts';
import type { RequestScope } from '../loaders/request-scope.ts';
import type { RequestWatch, RoundWatch } from '../loaders/request-watch.ts';
import type { LeavingSignal } from '../runtime/leaving.ts';
import type { WriteReport } from '../writes/write-report.ts';

/** What one request brings: who asks, and until when. */
export interface RequestTerms {
  /** @throws CfwError when the request names no credentials or no project that can be used */
  readonly tenant: () => Tenant;
  /** Aborts when the caller leaves or the deadline passes. */
  readonly signal: LeavingSignal;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  /** What tells the caller from others who use the same credentials; null where that is not known. */
  readonly subject?: string | null;
  /** Told of every write that has ended. */
  readonly wrote?: (report: WriteReport) => void;
  /** Told of every call while it happens, when the request is traced. */
  readonly watch?: RequestWatch | undefined;
}

/** What the calls of a request are made with: those of a round, or all others. */
export class RequestCall implements Call {
  readonly tenant: Tenant;
  readonly signal: LeavingSignal;
  readonly deadline: number;
  readonly #scope: RequestScope;
  readonly #observer: Pick<RoundWatch, 'callEnded'> | undefined;

  constructor(
    scope: RequestScope,
    { signal, deadline }: RequestTerms,
    observer: Pick<RoundWatch, 'callEnded'> | undefined,
  ) {
    this.tenant = scope.tenant();
    this.signal = signal;
    this.deadline = deadline;
    this.#scope = scope;
    this.#observer = observer;
  }

  generation(): string {
    return String(this.#scope.generation());
  }

  reserve(): void {
    this.#scope.budget.attempt();
  }

  report(ended: CallReport): void {
    this.#scope.ledger.ended(ended);
    this.#observer?.callEnded(ended);
  }
}
