import { hash } from 'node:crypto';
import { captureTasks } from '../../cfw/resources/capture-task.ts';
import { readAnsweredId } from '../../cfw/writes/batch-answers.ts';
import { createCaptureTask as createWrite, type NewCaptureTask } from '../../cfw/writes/capture-task-writes.ts';
import { deliver } from '../delivery.ts';
import { firstOutcome } from '../first-outcome.ts';
import { readFresh } from '../fresh-list.ts';
import { type CreateCaptureTaskInput, reviewNewTask } from '../input/capture-task-input.ts';
import { InputFaults } from '../input/input-faults.ts';
import { firewallRoute } from '../targets.ts';
import type { TaskOutcome } from '../task-outcome.ts';
import { inTurn } from '../turn.ts';
import { watch } from '../watch.ts';
import type { WriteScope } from '../write-scope.ts';
import { findCreated } from './task-match.ts';

/**
 * Starts a capture. It is never sent again once a byte of it has left: CFW would start a second one.
 *
 * @throws InputFaults, CfwError when there is no effect
 */
export async function createCaptureTask(scope: WriteScope, input: CreateCaptureTaskInput): Promise<TaskOutcome> {
  const wish = reviewNewTask(input);
  const { idempotencyKey } = input;
  if (idempotencyKey == null) return create(scope, input, wish);
  const { access } = scope;
  const { credentials, projectId } = access.tenant();
  const who = [access.endpoint, credentials.identity, access.subject, projectId.toLowerCase()];
  const key = hash('sha256', JSON.stringify([...who, idempotencyKey]), 'base64');
  const asked = JSON.stringify([firewallRoute(input), wish]);
  const once = () => firstOutcome(scope, key, asked, () => create(scope, input, wish)).then(ofThisInput);
  return ofThisInput(await access.memory.outcomes.once(key, asked, once));
}

function ofThisInput(outcome: TaskOutcome | null): TaskOutcome {
  if (outcome !== null) return outcome;
  throw new InputFaults([
    { path: ['input', 'idempotencyKey'], message: 'This key has been used for another input. Take a new one.' },
  ]);
}

function create(scope: WriteScope, input: CreateCaptureTaskInput, wish: NewCaptureTask): Promise<TaskOutcome> {
  const { endpoint } = scope.access;
  const { projectId } = scope.access.tenant();
  const turn = JSON.stringify([endpoint, projectId.toLowerCase(), input.firewallId]);
  return scope.carryOut(
    { operation: 'createCaptureTask', firewallId: input.firewallId },
    captureTasks.identity(firewallRoute(input)),
    () => inTurn(scope, turn, () => createInTurn(scope, input, wish)),
    ({ outcome, task }) => ({ ids: task?.taskId ? [task.taskId] : [], outcomes: [outcome] }),
  );
}

async function createInTurn(
  scope: WriteScope,
  input: CreateCaptureTaskInput,
  wish: NewCaptureTask,
): Promise<TaskOutcome> {
  const route = firewallRoute(input);
  const before = new Set((await readFresh(scope, captureTasks, route)).rows.keys());
  const sent = await deliver(scope, createWrite(route, wish), false);
  const { answer } = sent;
  const answeredId = answer && readAnsweredId(answer.body);
  const { outcome, view } = await watch(scope, answer !== null, async () => {
    const { rows } = await readFresh(scope, captureTasks, route);
    const task = findCreated(rows, before, wish, { ...sent, answeredId });
    return { view: task, there: task !== null };
  });
  return { outcome, task: view };
}
