import type { List } from '../lists/list.ts';
import { refuseCfw } from '../refusals/errors.ts';
import type { Firewall } from '../rows/firewalls.ts';
import type { Row } from '../rows/row-list.ts';
import type { World } from '../world.ts';
import type { Call, Operation } from './call.ts';
import { pageOf } from './page.ts';
import { knownFirewall, mustRun } from './running.ts';

type Keep = (row: Row) => boolean;

/** Answers the list call of a definition: parameters, then the parent, then the rows that the filters leave. */
export function pageOfList(list: List): Operation {
  return ({ world, query, mark }: Call) => {
    const asked = new Map<string, string | number>();
    const keeps: Keep[] = [];
    for (const parameter of list.parameters) {
      const value = parameter.read(query.get(parameter.name));
      if (value === undefined) continue;
      asked.set(parameter.name, value);
      if (parameter.keeps) keeps.push((row) => parameter.keeps?.(row, value, world) ?? true);
    }
    const parentId = String(asked.get(list.parent.parameter));
    mustRun(ownerOf(list, parentId, world, query.get('fw_instance_id')));

    const rows = world.list(list, parentId, list.variant && Number(asked.get(list.variant.parameter)))?.rows() ?? [];
    const kept = keeps.length === 0 ? rows : rows.filter(({ value }) => keeps.every((keep) => keep(value)));
    const window = { limit: Number(asked.get('limit')), offset: Number(asked.get('offset')) };
    const echo = list.echoesParent ? { [list.parent.parameter]: parentId } : {};
    return pageOf(kept, window, list.markField, mark, echo);
  };
}

/** The firewall of a parent, or CFW's refusal. A firewall that is named beside the parent must be its own. */
function ownerOf({ parent }: List, id: string, world: World, firewallId: string | null): Firewall {
  if (firewallId) knownFirewall(world, firewallId);
  const owner = world.ownerOf(parent, id);
  if (!owner) throw refuseCfw(...parent.missing);
  if (firewallId && owner.id !== firewallId) throw refuseCfw(...parent.foreign);
  return owner;
}
