import { setTimeout as sleep } from 'node:timers/promises';
import { CfwError } from '../../cfw/decoding/errors.ts';
import { type CaptureTaskRecord, captureTasks } from '../../cfw/resources/capture-task.ts';
import {
  deleteCaptureTasks as deleteWrite,
  stopCaptureTask as stopWrite,
} from '../../cfw/writes/capture-task-writes.ts';
import { deliver } from '../delivery.ts';
import { readFresh } from '../fresh-list.ts';
import { type FirewallInput, reviewTaskIds } from '../input/capture-task-input.ts';
import { type DeletedRow, failed, type ItemResult, plain } from '../item-result.ts';
import { idKey, rowWithId } from '../own-id.ts';
import type { Removal } from '../removal/batches.ts';
import { remove } from '../removal/remove.ts';
import { firewallRoute } from '../targets.ts';
import { isRunning, isThere } from '../task-outcome.ts';
import type { WriteScope } from '../write-scope.ts';

export interface DeleteCaptureTasksInput extends FirewallInput {
  readonly taskIds: readonly string[];
}

const STOP_PAUSE_MS = 500;

/**
 * Deletes capture tasks. CFW deletes none that runs, so those are stopped first, and waited for.
 *
 * @returns what became of each, by the id that the caller wrote
 * @throws InputFaults, CfwError when there is no effect
 */
export async function deleteCaptureTasks(
  scope: WriteScope,
  input: DeleteCaptureTasksInput,
): Promise<ReadonlyMap<string, DeletedRow>> {
  reviewTaskIds(input);
  const { firewallId, taskIds } = input;
  return scope.carryOut(
    { operation: 'deleteCaptureTasks', firewallId },
    captureTasks.identity(firewallRoute(input)),
    () => new TaskRemoval(scope, input).run(),
    (results) => ({ ids: [...new Set(taskIds)], outcomes: [...results.values()].map(({ outcome }) => outcome) }),
  );
}

class TaskRemoval {
  readonly #scope: WriteScope;
  readonly #route: ReturnType<typeof firewallRoute>;
  /** As the caller wrote them, and then as CFW does. */
  #ids: readonly string[];
  readonly #results = new Map<string, ItemResult>();
  #hasStopped = false;

  constructor(scope: WriteScope, input: DeleteCaptureTasksInput) {
    this.#scope = scope;
    this.#route = firewallRoute(input);
    this.#ids = [...new Set(input.taskIds)];
  }

  async run(): Promise<ReadonlyMap<string, DeletedRow>> {
    const listed = await this.#listed();
    const ownIds = new Map(this.#ids.map((id) => [id, rowWithId(listed, id)?.taskId ?? idKey(id)]));
    this.#ids = [...new Set(ownIds.values())];
    for (const id of this.#ids) if (!listed.has(id)) this.#results.set(id, plain('ABSENT'));
    const there = this.#ids.flatMap((id) => listed.get(id) ?? []);
    const stopping = await this.#stop(there);
    await this.#remove(there.filter((task) => !stopping.has(idOf(task)) && !this.#results.has(idOf(task))).map(idOf));
    await this.#remove(await this.#stopped(stopping));
    return new Map([...ownIds].map(([id, ownId]) => [id, { ...this.#results.get(ownId)!, ownId }]));
  }

  /** Stops what runs. @returns what is ending */
  async #stop(tasks: readonly CaptureTaskRecord[]): Promise<Set<string>> {
    const stopping = new Set(tasks.filter(({ status }) => status === 'ENDING').map(idOf));
    for (const task of tasks.filter(isRunning)) {
      try {
        await deliver(this.#scope, stopWrite(this.#route, idOf(task)), true);
        this.#hasStopped = true;
        stopping.add(idOf(task));
      } catch (error) {
        if (!(error instanceof CfwError)) throw error;
        // It may have ended by itself meanwhile: then it can be deleted.
        const listed = await this.#listed().catch(() => null);
        const now = listed?.get(idOf(task));
        if (listed !== null && now === undefined) this.#results.set(idOf(task), plain('ABSENT'));
        else if (now === undefined || isRunning(now)) this.#results.set(idOf(task), failed(error));
        else stopping.add(idOf(task));
      }
    }
    return stopping;
  }

  /** Waits for what is ending. @returns what has ended; what has not by the deadline is noted as pending */
  async #stopped(stopping: ReadonlySet<string>): Promise<readonly string[]> {
    const ended: string[] = [];
    const open = new Set(stopping);
    while (open.size > 0) {
      const listed = await this.#listed().catch(() => null);
      for (const id of listed === null ? [] : [...open]) {
        const task = listed?.get(id);
        if (task !== undefined && (isRunning(task) || task.status === 'ENDING')) continue;
        open.delete(id);
        if (task === undefined) this.#results.set(id, plain('ABSENT'));
        else ended.push(id);
      }
      if (open.size > 0 && this.#scope.timeToSendMs < 2 * STOP_PAUSE_MS) break;
      if (open.size > 0) await sleep(STOP_PAUSE_MS);
    }
    for (const id of open) this.#results.set(id, plain('PENDING'));
    return ended;
  }

  async #remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const removal: Removal = {
      batch: (batch) => deleteWrite(this.#route, batch),
      // The answer names the firewall, and none of the tasks.
      deletedBy: () => null,
      unseen: new Set(),
      look: async () => new Set((await this.#listed()).keys()),
    };
    try {
      for (const [id, result] of await remove(this.#scope, removal, ids)) this.#results.set(id, result);
    } catch (error) {
      // With nothing else done, an error says it best. A task that was stopped for it is something else.
      const isAll = ids.length === this.#ids.length && !this.#hasStopped;
      if (!(error instanceof CfwError) || isAll) throw error;
      for (const id of ids) this.#results.set(id, failed(error));
    }
  }

  async #listed(): Promise<Map<string, CaptureTaskRecord>> {
    const { rows } = await readFresh(this.#scope, captureTasks, this.#route);
    return new Map([...rows].filter(([, task]) => isThere(task)));
  }
}

function idOf({ taskId }: CaptureTaskRecord): string {
  return taskId!;
}
