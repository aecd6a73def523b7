import type { CaptureTaskRecord } from '../cfw/resources/capture-task.ts';
import type { WriteOutcome } from './write-report.ts';

/** What became of a write to one task, and the task as CFW lists it; null where it does not (yet). */
export interface TaskOutcome {
  readonly outcome: WriteOutcome;
  readonly task: CaptureTaskRecord | null;
}

/** Whether CFW lists a task as there: deleted ones may stay in the list for a while. */
export function isThere(task: CaptureTaskRecord | null | undefined): task is CaptureTaskRecord {
  return task != null && task.isDeleted !== true;
}

/** Whether CFW says that a task has ended, or is ending. A status that no document knows says neither this nor that. */
export function isOver({ status }: CaptureTaskRecord): boolean {
  return OVER.has(status);
}

const OVER: ReadonlySet<unknown> = new Set(['ABNORMAL', 'SUCCESSFUL', 'STOPPED', 'ENDING']);

/** Whether a task has neither ended nor begun to end, as far as CFW tells. */
export function isRunning({ status }: CaptureTaskRecord): boolean {
  return status === 'RUNNING';
}
