import { LISTS } from './lists/table.ts';
import type { Operation } from './operations/call.ts';
import { captureResult } from './operations/capture-result.ts';
import { firewallDetail, listFirewalls } from './operations/firewalls.ts';
import { pageOfList } from './operations/list.ts';
import { quota } from './operations/quota.ts';
import { WRITES } from './writes/table.ts';
import type { WriteOperation } from './writes/write.ts';

/** One method and path that the simulator answers. IAM, which is no part of CFW, has neither `read` nor `write`. */
export interface Route {
  /** The vendor's name of the call. */
  readonly name: string;
  /** The right it needs; absent where none is documented. */
  readonly action?: string;
  readonly read?: Operation;
  readonly write?: WriteOperation;
}

/** A request's route, and what its path holds. */
export interface Found {
  readonly route: Route | undefined;
  readonly projectId: string | null;
  /** By the names in the braces of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

const IAM: Route = { name: 'IamToken' };

/** By method and path behind the project; a part in braces stands for any one segment. */
const CFW: Readonly<Record<string, Route>> = {
  ...Object.fromEntries(
    LISTS.map((list) => [
      `GET /v1/${list.path}`,
      { name: list.operation, action: list.action, read: pageOfList(list) },
    ]),
  ),
  'GET /v1/capture-task/capture-result': {
    name: 'ListCaptureResult',
    action: 'cfw:captureTask:getResult',
    read: captureResult,
  },
  'POST /v1/firewalls/list': { name: 'ListFirewallList', action: 'cfw:instance:list', read: listFirewalls },
  'GET /v1/firewall/exist': { name: 'ListFirewallDetail', action: 'cfw:instance:get', read: firewallDetail },
  'GET /v2/cfw/{fw_instance_id}/quota': { name: 'ShowConfigQuota', read: quota },
  ...Object.fromEntries(
    WRITES.map(({ operation, method, path, action, plan }) => [
      `${method} /v1/${path}`,
      { name: operation, action, write: plan },
    ]),
  ),
};

/** The routes with braces, as patterns. */
const PATTERNS = Object.keys(CFW)
  .filter((key) => key.includes('{'))
  .map((key) => ({ key, pattern: new RegExp(`^${key.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }));

/** The vendor's names of all calls, and the rights that they need. */
export const OPERATIONS: readonly string[] = [IAM, ...Object.values(CFW)].map(({ name }) => name);
export const ACTIONS: readonly string[] = Object.values(CFW).flatMap(({ action }) => action ?? []);

const CFW_PATH = /^(\/v[12])\/([^/]+)\/(.+)$/;
const NOTHING = {};

/**
 * The route of a request. Paths are exact: the vendor's gateway takes `/x` and `/x/` for two different APIs.
 * Not simulated: every other call of CFW and of IAM.
 */
export function routeOf(method: string, path: string): Found {
  if (path === '/v3/auth/tokens') {
    return { route: method === 'POST' ? IAM : undefined, projectId: null, params: NOTHING };
  }
  const [, version = '', projectId = null, rest = ''] = CFW_PATH.exec(path) ?? [];
  const key = `${method} ${version}/${rest}`;
  if (Object.hasOwn(CFW, key) && !key.includes('{')) return { route: CFW[key], projectId, params: NOTHING };
  for (const { key: known, pattern } of PATTERNS) {
    const groups = pattern.exec(key)?.groups;
    if (groups) return { route: CFW[known], projectId, params: decoded(groups) };
  }
  return { route: undefined, projectId, params: NOTHING };
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
