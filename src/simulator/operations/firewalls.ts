import { bodyObject, integerAmong, windowOf } from '../refusals/parameters.ts';
import type { Firewall } from '../rows/firewalls.ts';
import type { Call } from './call.ts';
import { detailedFields, listedFields } from './firewall-fields.ts';
import { knownFirewall } from './running.ts';

/** POST /v1/{project_id}/firewalls/list: the window and the filters are in the body. */
export function listFirewalls({ world, projectId, query, body, mark }: Call): string {
  const asked = bodyObject(body);
  const { limit, offset } = windowOf(asked.limit, asked.offset);
  const keyWord = asked.key_word;
  const enterpriseProject = asked.enterprise_project_id ?? query.get('enterprise_project_id');
  const found = world.firewalls.filter(
    (firewall) =>
      isIn(firewall, enterpriseProject) &&
      (typeof keyWord !== 'string' || firewall.id === keyWord || firewall.displayName.includes(keyWord)) &&
      hasTags(firewall, asked.tags),
  );
  return JSON.stringify({
    user_support_eps: true,
    has_ndr: false,
    is_support_postpaid: true,
    is_support_basic_version: true,
    is_support_buy_professional: true,
    data: {
      limit,
      offset,
      project_id: projectId,
      total: found.length,
      records: found.slice(offset, offset + limit).map((firewall) => listedFields(firewall, mark)),
    },
  });
}

/** GET /v1/{project_id}/firewall/exist. Not a list: without an id it answers the first firewall alone. */
export function firewallDetail({ world, query, mark }: Call): string {
  const { limit, offset } = windowOf(query.get('limit'), query.get('offset'));
  integerAmong(query.get('service_type'), 'service_type', [0, 1]);
  const firewallId = query.get('fw_instance_id');
  const candidates = firewallId ? [knownFirewall(world, firewallId)] : world.firewalls;
  const name = query.get('name');
  const found = candidates.filter(
    (firewall) =>
      isIn(firewall, query.get('enterprise_project_id')) &&
      (!name || firewall.displayName === name) &&
      // Every firewall here has service type 0, the only one that the documents call supported.
      query.get('service_type') === '0',
  );
  const records = found.slice(0, 1).map((firewall) => detailedFields(firewall, mark));
  return JSON.stringify({
    data: { limit, offset, total: records.length, records: records.slice(offset, offset + limit) },
  });
}

/** `0` and `default` name the default enterprise project, `all_granted_eps` every one. */
function isIn(firewall: Firewall, enterpriseProject: unknown): boolean {
  if (!enterpriseProject || enterpriseProject === 'all_granted_eps') return true;
  return firewall.enterpriseProjectId === (enterpriseProject === 'default' ? '0' : enterpriseProject);
}

/** True when the firewall has, for each asked key, one of the asked values (or any, when none is asked). */
function hasTags(firewall: Firewall, tags: unknown): boolean {
  if (!Array.isArray(tags)) return true;
  return tags.every((tag: { key?: unknown; values?: unknown[] }) => {
    const value = firewall.tags?.[String(tag.key)];
    return value !== undefined && (!tag.values?.length || tag.values.includes(value));
  });
}
