import DataLoader from 'dataloader';
import { isUnknownToCfw } from '../cfw/decoding/error-codes.ts';
import { checkResourceId } from '../cfw/decoding/identifiers.ts';
import {
  type FirewallDetailRecord,
  type FirewallRecord,
  firewalls,
  type ProtectedObjectRecord,
} from '../cfw/resources/firewall.ts';
import { firewallDetail } from '../cfw/resources/firewall-detail.ts';
import { MAX_ROWS_PER_CALL } from '../paging/snapshot/span.ts';
import type { List, Lists } from './list.ts';
import type { RequestScope } from './request-scope.ts';

/** A firewall of which only the id is known, and perhaps its enterprise project. */
export interface FirewallReference {
  readonly firewallId: string | null;
  readonly enterpriseProjectId?: string | null | undefined;
}

const ONE_ROW = { offset: 0, limit: 1 };

/** Details of firewalls, each read once a request: protected objects and features, which the list does not tell. */
export class FirewallDetails {
  readonly #scope: RequestScope;
  readonly #details: DataLoader<FirewallReference, FirewallDetailRecord | null, string | null>;
  readonly #objects: DataLoader<string, ProtectedObjectRecord | null>;

  constructor(scope: RequestScope, lists: Lists) {
    this.#scope = scope;
    this.#details = new DataLoader((references) => this.#readDetails(references), {
      cacheKeyFn: ({ firewallId }) => firewallId,
    });
    this.#objects = new DataLoader((objectIds) => this.#findObjects(objectIds, lists.list(firewalls, {})));
  }

  /** One firewall, or null when CFW does not know it. */
  detail(reference: FirewallReference): Promise<FirewallDetailRecord | null> {
    return this.#details.load(reference);
  }

  /**
   * One protected object by its id alone, or null. CFW cannot tell whose it is: the firewalls are looked through, once
   * for all objects of a request.
   */
  async protectedObject(objectId: string): Promise<ProtectedObjectRecord | null> {
    checkResourceId('objectId', objectId);
    return this.#objects.load(objectId);
  }

  #readDetails(references: readonly FirewallReference[]): Promise<(FirewallDetailRecord | null | Error)[]> {
    const { budget, ledger } = this.#scope;
    return Promise.all(
      references.map(async (reference) => {
        try {
          ledger.asked();
          await budget.claim(1);
          return await this.#readDetail(reference.firewallId, reference.enterpriseProjectId ?? undefined);
        } catch (error) {
          return isUnknownToCfw(error) ? null : (error as Error);
        }
      }),
    );
  }

  async #readDetail(firewallId: string | null, enterpriseProjectId: string | undefined) {
    // A row that came without its id holds the error that says so.
    if (typeof firewallId !== 'string') throw firewallId as unknown;
    const { client, lane } = this.#scope;
    const { rows } = await lane(() =>
      client.list(firewallDetail, { firewallId, enterpriseProjectId }, ONE_ROW, this.#scope.call()),
    );
    return rows.find((row) => row.firewallId === firewallId) ?? null;
  }

  async #findObjects(objectIds: readonly string[], all: List<FirewallRecord>) {
    const found = new Map<string, ProtectedObjectRecord>();
    // An object that is not found may belong to a firewall that could not be asked.
    let failure: Error | null = null;
    for (let offset = 0, total = 1; offset < total && found.size < objectIds.length; offset += MAX_ROWS_PER_CALL) {
      const after = offset === 0 ? null : { offset: offset - 1, total, anchor: null, before: [], after: [] };
      const { window, rows } = await all.window({ size: MAX_ROWS_PER_CALL, from: 'start', after, before: null });
      total = window.total;
      for (const detail of await this.#details.loadMany(rows)) {
        if (detail instanceof Error) failure ??= detail;
        const objects = detail instanceof Error ? [] : (detail?.protectedObjects ?? []);
        for (const object of objects) if (typeof object.objectId === 'string') found.set(object.objectId, object);
      }
    }
    return objectIds.map((objectId) => found.get(objectId) ?? failure);
  }
}
