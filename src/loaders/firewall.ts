import DataLoader from 'dataloader';
import type { CfwClient } from '../cfw/client.ts';
import { checkResourceId } from '../cfw/decoding/identifiers.ts';
import type {
  FirewallDetailRecord,
  FirewallQuery,
  FirewallRecord,
  ProtectedObjectRecord,
} from '../cfw/resources/firewall.ts';
import { MAX_ROWS_PER_CALL } from '../paging/span.ts';
import type { List, ListSource } from './list.ts';
import type { RequestScope } from './request-scope.ts';

/** A firewall of which only the id is known, and perhaps its enterprise project. */
export interface FirewallReference {
  readonly firewallId: string | null;
  readonly enterpriseProjectId?: string | null | undefined;
}

/** The firewalls of a project. */
export function firewallList(query: FirewallQuery, client: CfwClient): ListSource<FirewallRecord> {
  return {
    identity: ['firewalls', query.search, query.enterpriseProjectId],
    variant: [],
    identify: ({ firewallId }) => (typeof firewallId === 'string' ? firewallId : null),
    read: (range, call) => client.listFirewalls(query, range, call),
  };
}

/** Details of firewalls, each read once a request: protected objects and features, which the list does not tell. */
export class FirewallDetails {
  readonly #scope: RequestScope;
  readonly #details: DataLoader<FirewallReference, FirewallDetailRecord | null, string | null>;
  readonly #objects: DataLoader<string, ProtectedObjectRecord | null>;

  /** @param firewalls the list of all firewalls, to search for the owner of a protected object */
  constructor(scope: RequestScope, firewalls: () => List<FirewallRecord>) {
    this.#scope = scope;
    this.#details = new DataLoader((references) => this.#readDetails(references), {
      cacheKeyFn: ({ firewallId }) => firewallId,
    });
    this.#objects = new DataLoader((objectIds) => this.#findObjects(objectIds, firewalls()));
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
    const { client, budget, lane, ledger } = this.#scope;
    return Promise.all(
      references.map(async ({ firewallId, enterpriseProjectId }) => {
        try {
          ledger.asked();
          await budget.claim(1);
          return await lane(() =>
            client.showFirewall(firewallId ?? '', enterpriseProjectId ?? undefined, this.#scope.call()),
          );
        } catch (error) {
          return error as Error;
        }
      }),
    );
  }

  async #findObjects(objectIds: readonly string[], firewalls: List<FirewallRecord>) {
    const found = new Map<string, ProtectedObjectRecord>();
    // An object that is not found may belong to a firewall that could not be asked.
    let failure: Error | null = null;
    for (let offset = 0, total = 1; offset < total && found.size < objectIds.length; offset += MAX_ROWS_PER_CALL) {
      const after = offset === 0 ? null : { offset: offset - 1, total, anchor: null, before: [], after: [] };
      const { window, known } = await firewalls.window({ size: MAX_ROWS_PER_CALL, from: 'start', after, before: null });
      total = window.total;
      for (const detail of await this.#details.loadMany(known.slice(window))) {
        if (detail instanceof Error) failure ??= detail;
        const objects = detail instanceof Error ? [] : (detail?.protectedObjects ?? []);
        for (const object of objects) if (typeof object.objectId === 'string') found.set(object.objectId, object);
      }
    }
    return objectIds.map((objectId) => found.get(objectId) ?? failure);
  }
}
