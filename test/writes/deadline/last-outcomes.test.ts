import { expect } from '@jest/globals';
import { testAtOnce } from '../../support/at-once.ts';
import { startTestBed, type TestBed } from '../../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  type EntryResult,
  effectsOf,
  FIREWALL,
  faults,
  listed,
  payloadOf,
  type TaskPayload,
  writerOf,
} from '../writing.ts';

const CREATE = { match: { operation: 'CreateCaptureTask' } };

type Case = (bed: TestBed, write: ReturnType<typeof writerOf>) => Promise<void>;

/** What can be said only at the deadline. */
const CASES: Record<string, Case> = {
  'an answer that is too late: the task is found': async (bed, write) => {
    await faults(bed, { ...CREATE, effect: 'done', latencyMs: 60_000 });
    const { outcome, captureTask } = payloadOf<TaskPayload>(await write.createTask());
    const effects = await effectsOf(bed);
    expect([outcome, effects.length]).toEqual(['DONE', 1]);
    expect(captureTask?.taskId).toBe(effects[0]!.ids[0]);
  },
  'a reset before the effect: UNKNOWN, and it is sent once': neverMade({ reset: true }),
  'a 502 before the effect: UNKNOWN, and it is sent once': neverMade({ status: 502 }),
  'an answer that is lost, and an effect that comes later: UNKNOWN, and it was sent once': async (bed, write) => {
    await faults(bed, { ...CREATE, effect: { laterMs: 60_000 }, reset: true });
    expect(payloadOf<TaskPayload>(await write.createTask()).outcome).toBe('UNKNOWN');
    await bed.control('DELETE', 'faults');
    await bed.control('PUT', 'clock', { passedMs: 60_000 });
    await bed.ask(`{ captureTasks(firewallId: "${FIREWALL}") { totalCount } }`);
    expect(await effectsOf(bed)).toHaveLength(1);
  },
  'an answer that came, of an effect that is not to be seen yet: PENDING': async (bed, write) => {
    await faults(bed, { ...CREATE, effect: { laterMs: 60_000 } });
    const payload = payloadOf<TaskPayload>(await write.createTask());
    expect(payload).toMatchObject({ outcome: 'PENDING', captureTask: null });
  },
  'a task to be deleted that does not end, and would be gone: PENDING': neverEnds('gone'),
  'a task to be deleted that does not end, and would be listed: PENDING': neverEnds('listed'),
  'a lost answer of an entry that is not to be seen: UNKNOWN': async (bed, write) => {
    await faults(bed, { match: { operation: 'AddBlackWhiteList' }, hang: true });
    expect(await created(write, '192.0.2.7')).toMatchObject([{ outcome: 'UNKNOWN', entry: null }]);
    expect(await effectsOf(bed)).toEqual([]);
  },
  'an entry that is deleted later: PENDING': async (bed, write) => {
    const [result] = await created(write, '192.0.2.7');
    await behave(bed, { deleteMs: 60_000 });
    const answer = await write.deleteEntries([result!.entry!.listId]);
    expect(payloadOf<{ results: DeleteResult[] }>(answer).results).toMatchObject([{ outcome: 'PENDING' }]);
    await bed.control('PUT', 'clock', { passedMs: 60_000 });
    expect(await listed(bed)).toEqual([]);
  },
};

function neverMade(fault: object): Case {
  return async (bed, write) => {
    await faults(bed, { ...CREATE, ...fault });
    const payload = payloadOf<TaskPayload>(await write.createTask());
    expect(payload).toMatchObject({ outcome: 'UNKNOWN', captureTask: null });
    expect((await bed.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await effectsOf(bed)).toEqual([]);
  };
}

function neverEnds(deletedTasks: string): Case {
  return async (bed, write) => {
    await behave(bed, { deletedTasks, stopMs: 600_000 });
    const { captureTask } = payloadOf<TaskPayload>(await write.createTask());
    const answer = await write.deleteTasks([captureTask!.taskId]);
    expect(payloadOf<{ results: DeleteResult[] }>(answer).results).toMatchObject([{ outcome: 'PENDING' }]);
  };
}

async function created(write: ReturnType<typeof writerOf>, address: string): Promise<EntryResult[]> {
  return payloadOf<{ results: EntryResult[] }>(await write.createEntries([{ address }])).results;
}

testAtOnce(
  Object.fromEntries(
    Object.entries(CASES).map(([name, run]) => [
      name,
      async () => {
        const bed = await startTestBed({ REQUEST_TIMEOUT_MS: '4000' });
        await run(bed, writerOf(bed)).finally(() => bed.close());
      },
    ]),
  ),
);
