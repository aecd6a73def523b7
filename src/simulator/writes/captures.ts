import { captureTasks } from '../lists/capture-tasks.ts';
import { FIREWALL } from '../lists/list.ts';
import type { Call } from '../operations/call.ts';
import { knownFirewall, mustRun } from '../operations/running.ts';
import { refuseCfw } from '../refusals/errors.ts';
import { requiredText } from '../refusals/parameters.ts';
import type { Firewall } from '../rows/firewalls.ts';
import type { RowList } from '../rows/row-list.ts';
import { fieldsOf, idsField, textField } from './body.ts';
import { beginCapture, stopCapture, whyNot } from './capture-life.ts';
import { captureRequest } from './capture-request.ts';
import type { Plan, Write } from './write.ts';

const RUNNING = 2;
const STOPPING = 5;

/** POST /v1/{project_id}/capture-task. */
function planCreate(call: Call): Plan {
  const { firewall, tasks } = firewallOf(call);
  const request = captureRequest(fieldsOf(call.body));
  const refusal = whyNot(tasks, call.now);
  if (refusal) throw refusal;
  return {
    ...answer(firewall),
    // Asked again: one that takes effect late may find another running.
    carryOut: (at, agenda) =>
      whyNot(tasks, at) ? [] : [beginCapture(tasks, request, call.world.behaviour, at, agenda)],
  };
}

/** POST /v1/{project_id}/capture-task/stop. A task that does not run: no code is documented; taken for unknown. */
function planStop(call: Call): Plan {
  const { firewall, tasks } = firewallOf(call);
  const taskId = textField(fieldsOf(call.body), 'task_id');
  if (tasks.get(taskId)?.value.status !== RUNNING) throw refuseCfw('CFW.00200005', 'object not exist');
  return {
    ...answer(firewall),
    carryOut: (at, agenda) => stopCapture(tasks, taskId, call.world.behaviour, at, agenda),
  };
}

/**
 * POST /v1/{project_id}/capture-task/batch-delete. Not documented: the code for a task that still runs (here: still
 * referenced), and what an unknown id does.
 */
function planDelete(call: Call): Plan {
  const { firewall, tasks } = firewallOf(call);
  const { behaviour } = call.world;
  const rows = idsField(fieldsOf(call.body), 'task_ids').map((id) => tasks.get(id));
  const found = rows.flatMap((row) => (row && row.value.is_deleted !== 1 ? [row] : []));
  if (found.length === 0 || (found.length < rows.length && behaviour.unknownInBatch === 'refused')) {
    throw refuseCfw('CFW.00200005', 'object not exist');
  }
  if (found.some(({ value }) => value.status === RUNNING || value.status === STOPPING)) {
    throw refuseCfw('CFW.00200004', 'object is referenced');
  }
  // One that takes effect late may find that another has.
  const isThere = (id: string) => tasks.get(id)?.value.is_deleted !== 1;
  const remove = (id: string) =>
    behaviour.deletedTasks === 'gone' ? tasks.remove(id) : tasks.change(id, { is_deleted: 1 });
  return {
    ...answer(firewall),
    delayMs: behaviour.deleteMs,
    carryOut: () => found.map(({ id }) => String(id)).filter((id) => isThere(id) && remove(id)),
  };
}

/** Documented as the firewall's id and name, not the task's, in all three answers. */
function answer(firewall: Firewall): Pick<Plan, 'data' | 'firewallId'> {
  return { data: { id: firewall.id, name: firewall.displayName }, firewallId: firewall.id };
}

/** The firewall that the query must name, and its tasks. */
export function firewallOf({ query, world }: Call): { firewall: Firewall; tasks: RowList } {
  const firewall = knownFirewall(world, requiredText(query.get(FIREWALL.parameter), FIREWALL.parameter));
  mustRun(firewall);
  const tasks = world.list(captureTasks, firewall.id);
  if (!tasks) throw refuseCfw(...FIREWALL.missing);
  return { firewall, tasks };
}

export const CAPTURE_WRITES: readonly Write[] = [
  {
    operation: 'CreateCaptureTask',
    method: 'POST',
    path: 'capture-task',
    action: 'cfw:captureTask:create',
    plan: planCreate,
  },
  {
    operation: 'CancelCaptureTask',
    method: 'POST',
    path: 'capture-task/stop',
    action: 'cfw:captureTask:stop',
    plan: planStop,
  },
  {
    operation: 'DeleteCaptureTask',
    method: 'POST',
    path: 'capture-task/batch-delete',
    action: 'cfw:captureTask:delete',
    plan: planDelete,
  },
];
