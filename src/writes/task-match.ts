import type { CaptureTaskRecord } from '../cfw/resources/capture-task.ts';
import type { NewCaptureTask } from '../cfw/writes/capture-task-writes.ts';
import { addressKey } from './input/address.ts';

/**
 * The task that a create has made, among those of a firewall; null when it is not there (yet). CFW's answer names the
 * firewall and not the task (cfw-more, section 2), so it is the one that says what was asked for and was not there
 * before. Of several that nothing tells apart, the newest.
 *
 * @param answeredId the id in CFW's answer, which counts only where it is one of them
 */
export function findCreated(
  tasks: ReadonlyMap<string, CaptureTaskRecord>,
  before: ReadonlySet<string>,
  wish: NewCaptureTask,
  answeredId: string | null,
): CaptureTaskRecord | null {
  const candidates = [...tasks].filter(([id, task]) => !before.has(id) && isSame(task, wish)).map(([, task]) => task);
  const named = candidates.find(({ taskId }) => taskId === answeredId);
  if (named !== undefined) return named;
  return candidates.reduce<CaptureTaskRecord | null>(
    (newest, task) => (newest === null || dateOf(task) > dateOf(newest) ? task : newest),
    null,
  );
}

function isSame(task: CaptureTaskRecord, wish: NewCaptureTask): boolean {
  return (
    task.name === wish.name &&
    agrees(task.sourceAddress, (address) => addressKey(address) === addressKey(wish.sourceAddress)) &&
    agrees(task.destAddress, (address) => addressKey(address) === addressKey(wish.destAddress)) &&
    agrees(task.protocol, (protocol) => protocol === wish.protocol) &&
    agrees(task.duration, (duration) => duration === wish.duration) &&
    agrees(task.maxPackets, (maxPackets) => maxPackets === wish.maxPackets) &&
    (task.sourcePort ?? undefined) === wish.sourcePort &&
    (task.destPort ?? undefined) === wish.destPort
  );
}

/** A field that CFW does not tell, or tells in a wrong type, contradicts nothing. */
function agrees<Value>(value: Value | null, test: (value: Value) => boolean): boolean {
  return value === null || value instanceof Error || test(value);
}

function dateOf({ createdDate }: CaptureTaskRecord): string {
  return typeof createdDate === 'string' ? createdDate : '';
}
