import { isRefusedByCfw } from '../../cfw/decoding/error-codes.ts';
import { type CaptureTaskRecord, captureTasks } from '../../cfw/resources/capture-task.ts';
import { stopCaptureTask as stopWrite } from '../../cfw/writes/capture-task-writes.ts';
import { deliver, type Sent } from '../delivery.ts';
import { readFresh } from '../fresh-list.ts';
import { type FirewallInput, reviewStop } from '../input/capture-task-input.ts';
import { rowWithId } from '../own-id.ts';
import { firewallRoute } from '../targets.ts';
import { isOver, isThere, type TaskOutcome } from '../task-outcome.ts';
import { watch } from '../watch.ts';
import type { WriteScope } from '../write-scope.ts';

export interface StopCaptureTaskInput extends FirewallInput {
  readonly taskId: string;
}

/**
 * Stops a capture. It counts as stopped when CFW lists it as ending or ended; one that had ended before is left as it is.
 *
 * @throws InputFaults, CfwError when there is no effect
 */
export async function stopCaptureTask(scope: WriteScope, input: StopCaptureTaskInput): Promise<TaskOutcome> {
  reviewStop(input);
  const { firewallId, taskId } = input;
  return scope.carryOut(
    { operation: 'stopCaptureTask', firewallId },
    captureTasks.identity(firewallRoute(input)),
    () => stop(scope, input),
    ({ outcome }) => ({ ids: [taskId], outcomes: [outcome] }),
  );
}

async function stop(scope: WriteScope, input: StopCaptureTaskInput): Promise<TaskOutcome> {
  const route = firewallRoute(input);
  const look = async () => {
    const has = (rows: ReadonlyMap<string, CaptureTaskRecord>) => rowWithId(rows, input.taskId) !== undefined;
    const { rows } = await readFresh(scope, captureTasks, route, { isOver: has });
    return rowWithId(rows, input.taskId) ?? null;
  };
  let sent: Sent;
  try {
    sent = await deliver(scope, stopWrite(route, input.taskId), true);
  } catch (error) {
    // No document says how CFW refuses to stop what has ended, so the list tells whether that is why.
    if (!isRefusedByCfw(error)) throw error;
    const task = await look().catch(() => null);
    if (!isThere(task) || !isOver(task)) throw error;
    return { outcome: 'DONE', task };
  }
  const { outcome, view } = await watch(scope, sent.answer !== null, async () => {
    const task = await look();
    return { view: task, there: isThere(task) && isOver(task) };
  });
  return { outcome, task: view };
}
