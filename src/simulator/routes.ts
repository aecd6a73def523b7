import { LISTS } from './lists/table.ts';
import type { Operation } from './operations/call.ts';
import { firewallDetail, listFirewalls } from './operations/firewalls.ts';
import { pageOfList } from './operations/list.ts';

/** One method and path that the simulator answers. */
export interface Route {
  /** The vendor's name of the call. */
  readonly name: string;
  /** Absent for IAM, which is no part of CFW. */
  readonly operation?: Operation;
}

const IAM: Route = { name: 'IamToken' };

const CFW: Readonly<Record<string, Route>> = {
  ...Object.fromEntries(
    LISTS.map((list) => [`GET ${list.path}`, { name: list.operation, operation: pageOfList(list) }]),
  ),
  'POST firewalls/list': { name: 'ListFirewallList', operation: listFirewalls },
  'GET firewall/exist': { name: 'ListFirewallDetail', operation: firewallDetail },
};

/** The vendor's names of all calls. */
export const OPERATIONS: readonly string[] = [IAM, ...Object.values(CFW)].map(({ name }) => name);

const CFW_PATH = /^\/v1\/([^/]+)\/(.+)$/;

/**
 * The route of a request. Paths are exact: the vendor's gateway takes `/x` and `/x/` for two different APIs.
 * Not simulated: every other call of CFW (writes, capture results, quotas) and of IAM.
 */
export function routeOf(method: string, path: string): { route: Route | undefined; projectId: string | null } {
  if (path === '/v3/auth/tokens') return { route: method === 'POST' ? IAM : undefined, projectId: null };
  const [, projectId = null, rest] = CFW_PATH.exec(path) ?? [];
  const key = `${method} ${rest}`;
  return { route: Object.hasOwn(CFW, key) ? CFW[key] : undefined, projectId };
}
