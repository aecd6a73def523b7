import type { Operation } from './operations/call.ts';
import { listCaptureTasks } from './operations/capture-tasks.ts';
import { firewallDetail, listFirewalls } from './operations/firewalls.ts';
import { listBlackWhiteLists } from './operations/list-entries.ts';

/** One method and path that the simulator answers. */
export interface Route {
  /** The vendor's name of the call. */
  readonly name: string;
  /** Absent for IAM, which is no part of CFW. */
  readonly operation?: Operation;
}

const IAM: Route = { name: 'IamToken' };

const CFW: Readonly<Record<string, Route>> = {
  'GET capture-task': { name: 'ListCaptureTask', operation: listCaptureTasks },
  'GET black-white-lists': { name: 'ListBlackWhiteLists', operation: listBlackWhiteLists },
  'POST firewalls/list': { name: 'ListFirewallList', operation: listFirewalls },
  'GET firewall/exist': { name: 'ListFirewallDetail', operation: firewallDetail },
};

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
