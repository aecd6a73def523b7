import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { behave, type DeleteResult, effectsOf, payloadOf, type TaskPayload, writerOf } from './writing.ts';

const DAY_MS = 86_400_000;

/** A firewall on which nothing runs, and a day of its own, whenever a test begins. */
export class TaskBed {
  bed!: TestBed;
  write!: ReturnType<typeof writerOf>;
  #passedMs = 0;

  constructor() {
    beforeAll(async () => {
      this.bed = await startTestBed({ REQUEST_TIMEOUT_MS: '10000' });
      this.write = writerOf(this.bed);
    });
    afterAll(() => this.bed.close());
    afterEach(async () => {
      await this.bed.control('DELETE', 'faults');
      await behave(this.bed, USUAL);
      // What runs ends, and the day with its twenty tasks.
      await this.ends(DAY_MS);
      await effectsOf(this.bed);
      await this.bed.calls();
    });
  }

  async started(input: object = {}): Promise<TaskPayload> {
    return payloadOf<TaskPayload>(await this.write.createTask(input));
  }

  async stopped(taskId: string): Promise<TaskPayload> {
    return payloadOf<TaskPayload>(await this.write.stopTask(taskId));
  }

  async deleted(...taskIds: string[]): Promise<DeleteResult[]> {
    return payloadOf<{ results: DeleteResult[] }>(await this.write.deleteTasks(taskIds)).results;
  }

  /** Lets what runs come to its end. */
  async ends(ms = 300_000): Promise<void> {
    this.#passedMs += ms;
    await this.bed.control('PUT', 'clock', { passedMs: this.#passedMs });
  }
}

const USUAL = { newRows: 'first', stopMs: 2000, deletedTasks: 'gone', deleteMs: 0, unknownInBatch: 'refused' };
