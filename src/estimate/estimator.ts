import { askNamed, askRow } from './asked-objects.ts';
import { askWindow } from './asked-window.ts';
import type { Estimate, EstimateTerms } from './estimate.ts';
import { Estimation } from './estimation.ts';
import { countOf, each, firewallOf, type Group, pathOf, ROOT } from './group.ts';
import type { Arguments, Known, Reads } from './reads.ts';
import type { Step } from './steps.ts';
import type { Variables } from './variable-values.ts';

/**
 * Adds up what an operation may read. It is gone through as its execution does, all that is asked at the same time
 * together: first the root, then what is asked of what that gave, and so on.
 */
export function estimate(steps: readonly Step[], variables: Variables, terms: EstimateTerms): Estimate {
  const estimation = new Estimation(terms);
  estimation.later(steps, ROOT);
  for (let turn = estimation.nextTurn(); turn.length > 0; turn = estimation.nextTurn()) {
    for (const { steps, group } of turn) read(estimation, steps, variables, group);
  }
  return estimation.result();
}

function read(estimation: Estimation, steps: readonly Step[], variables: Variables, group: Group): void {
  for (const step of steps) {
    const { isRead, objectType, reads, below } = step;
    if (!isRead(variables)) continue;
    if (group.typename !== null && objectType !== null && objectType !== group.typename) continue;
    if (reads === null) read(estimation, below, variables, { ...group, typename: null });
    else ask(estimation, step, reads, variables, group);
  }
}

function ask(estimation: Estimation, step: Step, reads: Reads, variables: Variables, group: Group): void {
  const args = step.args(variables);
  const { below } = step;
  if (reads.kind === 'window') {
    askWindow(estimation, step, reads.resource, args, group, step.wantsRows(variables));
  } else if (reads.kind === 'row') {
    estimation.rows += group.times;
    const parts = reads.resource.key.map((name) => args[name]);
    askRow(estimation, step, reads.resource, parts, { ...group, typename: null });
  } else if (reads.kind === 'named') {
    askNamed(estimation, step, reads, args[reads.argument], group);
  } else if (reads.kind === 'detail') {
    askDetail(estimation, step, reads, args, group);
  } else if (reads.kind === 'firewall') {
    const firewalls = group.firewalls ?? group.objects;
    const objects = { ...firewalls, key: `${pathOf(group.objects)}/firewall` };
    estimation.later(below, { ...group, objects, firewalls, typename: null, known: 'id' });
  } else {
    estimation.rows += group.times * (reads.rows?.(args) ?? 0);
    estimation.records.own(reads.operation, countOf(group.objects) * reads.most(args));
    const objects = each(group.objects, estimation.newName(), 1);
    estimation.later(below, { ...group, objects, typename: null });
  }
}

const MORE: Readonly<Record<Known, number>> = { id: 0, row: 1, detail: 2 };

/** Asks for the details of firewalls, where less is known of them. */
function askDetail(
  estimation: Estimation,
  { below }: Step,
  { resource, argument, unless = 'detail', most }: Extract<Reads, { kind: 'detail' }>,
  args: Arguments,
  group: Group,
): void {
  if (argument !== undefined) {
    const firewalls = firewallOf(args[argument]);
    estimation.rows += group.times;
    estimation.records.add(resource.operation, firewalls);
    estimation.later(below, { ...group, objects: firewalls, firewalls, typename: null, known: 'detail' });
    return;
  }
  const firewalls = group.firewalls ?? group.objects;
  if (MORE[group.known] < MORE[unless]) estimation.records.add(resource.operation, firewalls);
  const count = most?.(args) ?? 1;
  const objects = each(group.objects, JSON.stringify(args), count);
  estimation.later(below, { ...group, objects, firewalls, times: group.times * count, typename: null, known: 'id' });
}
