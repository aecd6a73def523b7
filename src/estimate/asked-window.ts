import type { Span } from '../paging/snapshot/span.ts';
import type { Estimation } from './estimation.ts';
import { countOf, firewallOf, type Group, isRoot, pathOf } from './group.ts';
import type { AnyList, Arguments } from './reads.ts';
import type { Step } from './steps.ts';
import { isAny } from './variable-values.ts';
import { windowOf } from './window.ts';

/** Asks for a window of a list, or for its total. */
export function askWindow(
  estimation: Estimation,
  step: Step,
  resource: AnyList,
  args: Arguments,
  group: Group,
  wantsRows: boolean,
): void {
  const { terms } = estimation;
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value != null));
  const isFiltered = isAny(given.filterBy) || Object.values(given.filterBy ?? {}).some((value) => value != null);
  // The order of a total does not matter.
  const isScan = isFiltered || ('orderBy' in given && wantsRows);
  const { after, before, ...counts } = args;
  // A cursor over a sorted list is no place in CFW's list.
  const window = windowOf(isFiltered || 'orderBy' in given ? counts : args, terms.maxPageSize);
  if (window === null) return;
  const query = isRoot(group) ? given : null;
  const name = listKey(resource, given);
  const below = (rows: Span, when: string): void => {
    const size = rows.end - rows.start;
    const isUnsized = args.first == null && args.last == null;
    const length = isUnsized ? Math.min(size, terms.unsizedRows ?? size) : size;
    estimation.rows += group.times * size;
    const objects = {
      key: `${pathOf(group.objects)}.${name}#${when}`,
      lists: countOf(group.objects),
      rows: { start: rows.start, end: rows.start + length },
    };
    const areFirewalls = resource.key.length === 1;
    const asked = given.firewallId === undefined ? null : firewallOf(given.firewallId);
    estimation.later(step.below, {
      objects,
      times: group.times * length,
      typename: null,
      // Details are read once however late a firewall is come upon.
      firewalls: areFirewalls ? { ...objects, key: `${pathOf(group.objects)}.${name}` } : (group.firewalls ?? asked),
      known: areFirewalls ? 'row' : 'id',
    });
  };
  const list = estimation.list(`${group.objects.key}.${name}`, resource, query);
  if (isScan) {
    list.add({ parents: group.objects, window: null, whole: 'scan', answered: below });
    if (wantsRows) below({ start: 0, end: window.size }, estimation.newName());
  } else {
    list.add({ parents: group.objects, window: wantsRows ? window : null, whole: 'no', answered: below });
  }
}

/** What makes a list this one among those of a parent. */
export function listKey(resource: AnyList, query: object): string {
  return JSON.stringify([resource.identity(query), resource.variant(query)]);
}
