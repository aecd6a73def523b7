import { FIREWALL, MUTATIONS, newTask } from '../writing.ts';
import type { Lane } from './lane.ts';
import type { Claim } from './verdict.ts';
import type { Payload, Row, Writing } from './wish.ts';

const RUNNING = 2;

export const CAPTURE_LIST = `list=captureTasks&firewallId=${FIREWALL}`;

/** Writes to the captures of a firewall. */
export const CAPTURE_WRITINGS: readonly Writing[] = [create, create, stop, stop, remove];

interface Task {
  readonly taskId: string;
}

function create(before: readonly Row[], dice: readonly number[], lane: Lane) {
  if (before.some(({ status }) => status === RUNNING)) return null;
  const name = `task ${lane.next()}`;
  return {
    query: MUTATIONS.createCaptureTask,
    input: { ...newTask(FIREWALL), name, duration: 1 + (dice[0]! % 9) },
    operations: ['CreateCaptureTask'],
    touches: [],
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] => {
      const id = (payload?.captureTask as Task | null | undefined)?.taskId;
      const row = after.find((one) => one.name === name);
      return [
        {
          said: payload?.outcome ?? 'REFUSED',
          operations: ['CreateCaptureTask'],
          aim: name,
          concerns: () => true,
          holds: row !== undefined && row.task_id === id,
          once: true,
          id,
          heldBefore: false,
        },
      ];
    },
  };
}

function stop(rows: readonly Row[], [at]: readonly number[], lane: Lane) {
  const there = rows.filter(({ is_deleted, task_id }) => is_deleted !== 1 && lane.isFree(String(task_id)));
  const task = there.find(({ status }) => status === RUNNING) ?? there[at! % Math.max(1, there.length)];
  if (task === undefined) return null;
  const taskId = String(task.task_id);
  const isOver = (row: Row | undefined) => row !== undefined && row.status !== RUNNING;
  return {
    query: MUTATIONS.stopCaptureTask,
    input: { firewallId: FIREWALL, taskId },
    operations: ['CancelCaptureTask'],
    touches: [taskId],
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] => [
      {
        said: payload?.outcome ?? 'REFUSED',
        operations: ['CancelCaptureTask'],
        aim: taskId,
        concerns: () => true,
        holds: isOver(after.find((row) => row.task_id === taskId)),
        once: true,
        heldBefore: isOver(task),
      },
    ],
  };
}

interface Result {
  readonly outcome: string;
}

function remove(rows: readonly Row[], [count, at, missing]: readonly number[], lane: Lane) {
  const isThere = (all: readonly Row[], id: string) =>
    all.some(({ task_id, is_deleted }) => task_id === id && is_deleted !== 1);
  const free = rows.map(({ task_id }) => String(task_id)).filter((id) => lane.isFree(id));
  const some = free.slice(at! % Math.max(1, free.length)).slice(0, 1 + (count! % 3));
  const taskIds = missing! % 3 === 0 || some.length === 0 ? [...some, `gone-${lane.next()}`] : some;
  return {
    query: MUTATIONS.deleteCaptureTasks,
    input: { firewallId: FIREWALL, taskIds },
    operations: ['DeleteCaptureTask', 'CancelCaptureTask'],
    touches: taskIds,
    claims: (payload: Payload | null, after: readonly Row[]): Claim[] =>
      taskIds.map((id, index) => ({
        said: (payload?.results as readonly Result[] | undefined)?.[index]?.outcome ?? 'REFUSED',
        operations: ['DeleteCaptureTask'],
        aim: id,
        concerns: ({ ids }) => ids.includes(id),
        holds: !isThere(after, id),
        once: true,
        heldBefore: !isThere(rows, id),
      })),
  };
}
