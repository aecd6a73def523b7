import type { Behaviour } from '../behaviour.ts';
import { type Refusal, refuseCfw } from '../refusals/errors.ts';
import { cfwDate } from '../rows/draw.ts';
import type { Row, RowList } from '../rows/row-list.ts';
import type { Agenda } from './agenda.ts';

/** The wire values of `status` in the life of a task. */
const ABNORMAL = 0;
const SUCCEEDED = 1;
const RUNNING = 2;
const STOPPED = 4;
const STOPPING = 5;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const A_DAY = 20;
const KEPT_DAYS = 7;

/** When the tasks of each list began that were created here, deleted ones too. */
const begun = new WeakMap<RowList, { readonly id: string; readonly at: number }[]>();

/**
 * Why a firewall takes no task now: one is running, or it is the twenty-first of the day; undefined when it takes one. No code is documented for either;
 * "quota exceeded" fits both. Generated rows that run are stories of long ago: they never end and hinder nobody.
 */
export function whyNot(tasks: RowList, now: number): Refusal | undefined {
  const before = begun.get(tasks) ?? [];
  const unfinished = before.some(({ id }) => isUnfinished(tasks.get(id)?.value));
  if (unfinished) return refuseCfw('CFW.00200024', 'a capture task is running');
  const today = before.filter(({ at }) => Math.floor(at / DAY_MS) === Math.floor(now / DAY_MS));
  return today.length < A_DAY ? undefined : refuseCfw('CFW.00200024', 'capture tasks of the day exceed the quota');
}

/** Puts a running task into its list (2), to end by itself (1, or 0). Returns its id. */
export function beginCapture(tasks: RowList, request: Row, behaviour: Behaviour, at: number, agenda: Agenda): string {
  const date = cfwDate(at);
  const row = { ...request, created_date: date, modified_date: date, status: RUNNING, task_id: tasks.newId() };
  tasks.insert(behaviour.newRows === 'first' ? 0 : Number.POSITIVE_INFINITY, [row]);
  const id = String(row.task_id);
  begun.set(tasks, [...(begun.get(tasks) ?? []), { id, at }]);
  agenda.at(at + Number(request.duration) * MINUTE_MS, (endAt) => {
    if (tasks.get(id)?.value.status !== RUNNING) return;
    end(tasks, id, behaviour.captureEnds === 'well' ? SUCCEEDED : ABNORMAL, endAt, agenda);
  });
  return id;
}

/** From 2 over 5 to 4. Returns the id, or none when the task does not run any more. */
export function stopCapture(
  tasks: RowList,
  id: string,
  behaviour: Behaviour,
  at: number,
  agenda: Agenda,
): readonly string[] {
  if (tasks.get(id)?.value.status !== RUNNING) return [];
  tasks.change(id, { status: STOPPING, modified_date: cfwDate(at) });
  agenda.at(at + behaviour.stopMs, (endAt) => end(tasks, id, STOPPED, endAt, agenda));
  return [id];
}

/** What a capture has caught shows when it has ended; seven days later the task is gone with its result. */
function end(tasks: RowList, id: string, status: number, at: number, agenda: Agenda): void {
  const task = tasks.get(id)?.value;
  if (!task) return;
  const caught = Math.max(1, Math.round(Number(task.max_packets) / 2));
  const size = caught < 1024 ? `${caught}kb` : `${Math.round(caught / 1024)}mb`;
  tasks.change(id, { status, modified_date: cfwDate(at), capture_size: status === ABNORMAL ? '--' : size });
  for (let day = 1; day <= KEPT_DAYS; day++) {
    agenda.at(at + day * DAY_MS, () => {
      if (day === KEPT_DAYS) tasks.remove(id);
      else tasks.change(id, { remaining_days: KEPT_DAYS - day });
    });
  }
}

function isUnfinished(task: Row | undefined): boolean {
  return task !== undefined && task.is_deleted !== 1 && (task.status === RUNNING || task.status === STOPPING);
}
