import { isUnknownToCfw } from '../cfw/decoding/error-codes.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import type { ListType } from '../cfw/resources/list-entry.ts';
import { quota } from '../cfw/resources/quota.ts';
import type { RequestScope } from './request-scope.ts';

/** What CFW says of one quota. */
export interface ToldQuota {
  readonly max: number;
  readonly used: number;
}

/** Quotas of firewalls, each read once a request. */
export class Quotas {
  readonly #scope: RequestScope;
  readonly #told = new Map<string, Promise<ToldQuota | null>>();

  constructor(scope: RequestScope) {
    this.#scope = scope;
  }

  /** The quota of a list of a firewall; null where this site of CFW has no such call, or does not say. */
  of(firewallId: string, listType: ListType): Promise<ToldQuota | null> {
    const key = `${firewallId} ${listType}`;
    const known = this.#told.get(key) ?? this.#read(firewallId, listType);
    this.#told.set(key, known);
    return known;
  }

  async #read(firewallId: string, listType: ListType): Promise<ToldQuota | null> {
    const { budget, ledger, lane, client } = this.#scope;
    ledger.asked();
    await budget.claim(1);
    try {
      const { max, used } = await lane(() => client.object(quota, { firewallId, listType }, this.#scope.call()));
      return typeof max === 'number' && typeof used === 'number' ? { max, used } : null;
    } catch (error) {
      // The API gateway does not know the path; CFW itself would not know the firewall.
      if (error instanceof CfwError && error.code === 'NOT_FOUND' && !isUnknownToCfw(error)) return null;
      throw error;
    }
  }
}
