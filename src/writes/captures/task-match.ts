import { agrees, isFault, told } from '../../cfw/decoding/told.ts';
import type { CaptureTaskRecord } from '../../cfw/resources/capture-task.ts';
import type { NewCaptureTask } from '../../cfw/writes/capture-task-writes.ts';
import type { FirstSending } from '../delivery.ts';
import { addressKey } from '../input/address.ts';
import { portKey } from '../input/port.ts';

/** What is known of a create that was sent. */
export interface Sending {
  readonly first: Pick<FirstSending, 'date'>;
  readonly answeredDate: number | null;
  /** The id in CFW's answer, which counts only where it is that of a task. */
  readonly answeredId: string | null;
}

/**
 * The task that a create has made, among those of a firewall; null when it is not there (yet). CFW's answer names the
 * firewall and not the task (cfw-more, section 2), so it is the one that says what was asked for and was not there
 * before. Of several, the newest of those that were made while it was under way, and else the newest.
 */
export function findCreated(
  tasks: ReadonlyMap<string, CaptureTaskRecord>,
  before: ReadonlySet<string>,
  wish: NewCaptureTask,
  sent: Sending,
): CaptureTaskRecord | null {
  const candidates = [...tasks].filter(([id, task]) => !before.has(id) && isSame(task, wish)).map(([, task]) => task);
  const named = candidates.find(({ taskId }) => taskId === sent.answeredId);
  if (named !== undefined) return named;
  const timely = candidates.filter((task) => isMadeMeanwhile(task, sent));
  return (timely.length > 0 ? timely : candidates).reduce<CaptureTaskRecord | null>(
    (newest, task) => (newest === null || dateOf(task) > dateOf(newest) ? task : newest),
    null,
  );
}

function isSame(task: CaptureTaskRecord, wish: NewCaptureTask): boolean {
  return (
    // A name that CFW has composed anew is the same name (Unicode, annex 15).
    told(task.name)?.normalize() === wish.name.normalize() &&
    agrees(task.sourceAddress, (address) => addressKey(address) === addressKey(wish.sourceAddress)) &&
    agrees(task.destAddress, (address) => addressKey(address) === addressKey(wish.destAddress)) &&
    agrees(task.protocol, (protocol) => protocol === wish.protocol) &&
    agrees(task.duration, (duration) => duration === wish.duration) &&
    agrees(task.maxPackets, (maxPackets) => maxPackets === wish.maxPackets) &&
    isSamePort(task.sourcePort, wish.sourcePort, wish) &&
    isSamePort(task.destPort, wish.destPort, wish)
  );
}

function isSamePort(listed: string | null, port: string | undefined, { protocol }: NewCaptureTask): boolean {
  return isFault(listed) || portKey(protocol, listed) === portKey(protocol, port);
}

/** CFW's dates have no parts of a second. */
const SECOND_MS = 1000;

function isMadeMeanwhile(task: CaptureTaskRecord, { first, answeredDate }: Sending): boolean {
  const madeAt = Date.parse(dateOf(task));
  return madeAt > first.date - SECOND_MS && (answeredDate === null || madeAt < answeredDate + SECOND_MS);
}

function dateOf({ createdDate }: CaptureTaskRecord): string {
  return typeof createdDate === 'string' ? createdDate : '';
}
