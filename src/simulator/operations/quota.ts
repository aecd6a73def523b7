import { LIST_TYPES } from '../known.ts';
import { refuseCfw, refusePath } from '../refusals/errors.ts';
import { requiredText } from '../refusals/parameters.ts';
import type { Call } from './call.ts';
import { entriesOf } from './entry-count.ts';
import { knownFirewall, mustRun } from './running.ts';

const TYPES: Readonly<Record<string, number>> = { BLACKLIST: LIST_TYPES.blacklist, WHITELIST: LIST_TYPES.whitelist };

/**
 * GET /v2/{project_id}/cfw/{fw_instance_id}/quota, of the two lists alone. Newer than most sites: some have no such
 * call. Not simulated: the other `config_type`s.
 */
export function quota({ world, params, query }: Call): string {
  if (world.behaviour.quota === 'missing') throw refusePath();
  const type = requiredText(query.get('config_type'), 'config_type');
  const firewall = knownFirewall(world, params.fw_instance_id ?? '');
  mustRun(firewall);
  const listType = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (listType === undefined) throw refuseCfw('CFW.00200010', 'config type error');
  const numbers = {
    max_quota: world.behaviour.mostEntries,
    used_quota: entriesOf(world, firewall.id, listType),
  };
  return JSON.stringify({ data: { quota_type: type, ...numbers, item_info: { ...numbers, extras_info: {} } } });
}
