import { isUnknownToCfw } from '../cfw/decoding/error-codes.ts';
import { type CaptureResultRecord, captureResult } from '../cfw/resources/capture-result.ts';
import type { CaptureTaskRecord } from '../cfw/resources/capture-task.ts';
import type { RequestScope } from './request-scope.ts';

/** The only tasks with a result: those that succeeded, or were stopped (cfw-more, section 2). */
const WITH_RESULT: ReadonlySet<unknown> = new Set(['SUCCESSFUL', 'STOPPED']);

/** Results of capture tasks, each read once a request. CFW has no list of them. */
export class CaptureResults {
  readonly #scope: RequestScope;
  readonly #results = new Map<string, Promise<CaptureResultRecord | null>>();

  constructor(scope: RequestScope) {
    this.#scope = scope;
  }

  /** The result of a task; null, and no call, where there can be none (yet). */
  async of({ taskId, firewallId, status, isDeleted, enterpriseProjectId }: CaptureTaskRecord) {
    if (typeof taskId !== 'string' || isDeleted === true || !WITH_RESULT.has(status)) return null;
    const query = { firewallId, taskId, enterpriseProjectId: enterpriseProjectId ?? undefined };
    const key = JSON.stringify(query);
    const known = this.#results.get(key) ?? this.#read(query);
    this.#results.set(key, known);
    return known;
  }

  async #read(query: Parameters<typeof captureResult.toRequest>[1]): Promise<CaptureResultRecord | null> {
    const { budget, ledger, lane, client } = this.#scope;
    ledger.asked();
    await budget.claim(1);
    try {
      return await lane(() => client.object(captureResult, query, this.#scope.call()));
    } catch (error) {
      if (isUnknownToCfw(error)) return null;
      throw error;
    }
  }
}
