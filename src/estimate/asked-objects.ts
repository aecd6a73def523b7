import { listKey } from './asked-window.ts';
import type { Estimation } from './estimation.ts';
import { firewallOf, type Group, single } from './group.ts';
import { mostRowsOf } from './list-read.ts';
import type { AnyList, NamedObject, Reads } from './reads.ts';
import type { Step } from './steps.ts';
import { isAny } from './variable-values.ts';

/** Asks for the objects that an argument names. */
export function askNamed(
  estimation: Estimation,
  step: Step,
  { argument, isList, find, worst }: Extract<Reads, { kind: 'named' }>,
  value: unknown,
  group: Group,
): void {
  const { maxPageSize } = estimation.terms;
  if (isAny(value)) askAny(estimation, step, worst(), isList ? maxPageSize : 1, group);
  const values = isAny(value) ? [] : Array.isArray(value) ? value : [value];
  if (values.length > maxPageSize) estimation.excess = { argument, size: values.length };
  for (const one of values) {
    estimation.rows += group.times;
    if (isAny(one)) askAny(estimation, step, worst(), 1, group);
    const object = find(one);
    if (object !== null) askObject(estimation, step, object, group.times);
  }
}

/** Asks for one object. */
export function askObject(estimation: Estimation, step: Step, { typename, by }: NamedObject, times: number): void {
  const { records, terms } = estimation;
  const group = { times, typename, firewalls: null, known: 'id' } as const;
  if (by.kind === 'detail') {
    const firewalls = firewallOf(by.firewallId);
    records.add(by.resource.operation, firewalls);
    estimation.later(step.below, { ...group, objects: single(estimation.newName()), firewalls });
  } else if (by.kind === 'scan') {
    const total = terms.totalOf?.(by.resource, {}) ?? null;
    estimation
      .list('scan', by.resource, {})
      .add({ parents: single(''), window: null, whole: 'walk', answered: () => {} });
    records.own(by.detail.operation, Math.min(total ?? terms.maxUpstreamCalls, terms.maxUpstreamCalls));
    estimation.later(step.below, { ...group, objects: single(estimation.newName()) });
  } else {
    askRow(estimation, step, by.resource, by.parts, group);
  }
}

/** Asks for the row of a key, for which its list is read. */
export function askRow(
  estimation: Estimation,
  step: Step,
  resource: AnyList,
  parts: readonly unknown[],
  group: Omit<Group, 'objects'>,
): void {
  const query = resource.listOf(parts as readonly string[]);
  if (query === null) return;
  const name = listKey(resource, query);
  // The same list as one that is asked for by windows: what is read for those is looked through first.
  const list = estimation.list(`.${name}`, resource, query);
  list.add({ parents: single(''), window: null, whole: 'walk', answered: () => {} });
  const isFirewall = resource.key.length === 1;
  estimation.later(step.below, {
    ...group,
    objects: single(`${name} ${JSON.stringify(parts.at(-1))}`),
    firewalls: resource.key[0] === 'firewallId' ? firewallOf(parts[0]) : null,
    known: isFirewall ? 'row' : 'id',
  });
}

/** Asks for so many objects that are not known yet: of the types that the operation selects fields of, else of any. */
function askAny(estimation: Estimation, step: Step, worst: readonly NamedObject[], count: number, group: Group): void {
  const typed = worst.filter(({ typename }) => step.below.some(({ objectType }) => objectType === typename));
  const kinds = typed.length > 0 ? typed : worst;
  const costs = kinds.map(({ by }) => (by.kind === 'row' ? mostRowsOf(by.resource) : 1));
  const costliest = kinds[costs.indexOf(Math.max(...costs))];
  if (costliest === undefined) return;
  const parents = { ...single(estimation.newName()), lists: count };
  const { by } = costliest;
  estimation.rows += group.times * count;
  if (by.kind === 'row') {
    const list = estimation.list(parents.key, by.resource, null);
    list.add({ parents, window: null, whole: 'walk', answered: () => {} });
  } else estimation.records.add(by.resource.operation, parents);
  for (const { typename, by } of kinds) {
    const known = by.kind === 'row' && by.resource.key.length === 1 ? 'row' : 'id';
    estimation.later(step.below, { objects: parents, times: group.times * count, typename, firewalls: parents, known });
  }
}
