import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import {
  behave,
  type DeleteResult,
  effectsOf,
  FIREWALL,
  faults,
  payloadOf,
  type TaskPayload,
  writerOf,
} from './writing.ts';

let bed: TestBed;
let write: ReturnType<typeof writerOf>;
let passedMs = 0;
beforeAll(async () => {
  bed = await startTestBed({ REQUEST_TIMEOUT_MS: '10000' });
  write = writerOf(bed);
});
afterAll(() => bed.close());

afterEach(async () => {
  await bed.control('DELETE', 'faults');
  await behave(bed, { newRows: 'first', stopMs: 2000, deletedTasks: 'gone', deleteMs: 0, unknownInBatch: 'refused' });
  // What runs ends, and the day with its twenty tasks.
  passedMs += 86_400_000;
  await bed.control('PUT', 'clock', { passedMs });
  await effectsOf(bed);
  await bed.calls();
});

const started = async (input: object = {}) => payloadOf<TaskPayload>(await write.createTask(input));
const stopped = async (taskId: string) => payloadOf<TaskPayload>(await write.stopTask(taskId));
const deleted = async (...taskIds: string[]) =>
  payloadOf<{ results: DeleteResult[] }>(await write.deleteTasks(taskIds)).results;
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);
const ends = async (ms = 300_000) => {
  passedMs += ms;
  await bed.control('PUT', 'clock', { passedMs });
};

describe.each([['first'], ['last']])('new rows come %s', (newRows) => {
  test('each of many creates with one name gives its own task, by two reads', async () => {
    await behave(bed, { newRows });
    const ids = new Set<string>();
    for (let round = 0; round < 5; round++) {
      await bed.calls();
      await effectsOf(bed);
      const { outcome, captureTask } = await started();
      expect(outcome).toBe('DONE');
      expect(await effectsOf(bed)).toMatchObject([{ operation: 'CreateCaptureTask', ids: [captureTask!.taskId] }]);
      const methods = (await bed.calls()).map(({ method }) => method);
      expect(methods).toEqual(['GET', 'POST', 'GET']);
      ids.add(captureTask!.taskId);
      await ends();
    }
    expect(ids.size).toBe(5);
  });

  test('one that others create beside, with the same name, is not taken for ours', async () => {
    await behave(bed, { newRows });
    await faults(bed, { match: { operation: 'CreateCaptureTask' }, latencyMs: 300 });
    const ours = started({ duration: 7 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const row = {
      name: 'capture',
      duration: 8,
      max_packets: 1000,
      status: 2,
      is_deleted: 0,
      task_id: 'of-somebody-else',
    };
    const more = {
      source_address: '192.0.2.1',
      dest_address: '198.51.100.1',
      protocol: 6,
      dest_port: '80',
      source_port: '',
    };
    await bed.control('POST', 'rows', { list: 'captureTasks', firewallId: FIREWALL, rows: [{ ...row, ...more }] });
    const { captureTask } = await ours;
    const [effect] = await effectsOf(bed);
    expect(captureTask?.taskId).toBe(effect!.ids[0]);
  });
});

describe('an answer that is lost', () => {
  test.each([
    ['reset', { effect: 'done', reset: true }],
    ['a 500', { effect: 'done', status: 500 }],
    ['a 504', { effect: 'done', status: 504, body: 'html' }],
    ['cut off', { effect: 'done', resetAfterBytes: 5 }],
  ])('after the effect, %s: the task is found', async (_, fault) => {
    await faults(bed, { match: { operation: 'CreateCaptureTask' }, ...fault });
    const { outcome, captureTask } = await started();
    const effects = await effectsOf(bed);
    expect([outcome, effects.length]).toEqual(['DONE', 1]);
    expect(captureTask?.taskId).toBe(effects[0]!.ids[0]);
  });

  test('and the effect comes within the deadline: DONE', async () => {
    await faults(bed, { match: { operation: 'CreateCaptureTask' }, effect: { laterMs: 700 }, reset: true });
    expect((await started()).outcome).toBe('DONE');
    expect(await effectsOf(bed)).toHaveLength(1);
  });
});

test.each([
  [429, 'APIGW.0308', 'RATE_LIMITED'],
  [400, 'CFW.00200024', 'QUOTA_EXCEEDED'],
  [400, 'CFW.00100001', 'UPSTREAM_UNAVAILABLE'],
  [403, 'APIGW.0302', 'FORBIDDEN'],
])(
  'a refusal, %i %s, is an error with its code: nothing was done, and it is not sent again',
  async (status, errorCode, code) => {
    await faults(bed, { match: { operation: 'CreateCaptureTask' }, status, errorCode });
    const answer = await write.createTask();
    expect(answer.errors).toMatchObject([{ extensions: { code, upstream: { errorCode } } }]);
    expect((await bed.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
  },
);

test('while nothing listens it is sent again, for no byte has left', async () => {
  const { captureTask } = await started();
  await ends();
  expect(captureTask).not.toBeNull();
  await effectsOf(bed);
  // The list has been read when the port closes.
  await faults(bed, { match: { operation: 'ListCaptureTask' }, times: 1, latencyMs: 300 });
  const waiting = started();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await bed.control('PUT', 'connections', { refuseMs: 500 });
  expect((await waiting).outcome).toBe('DONE');
  expect(await effectsOf(bed)).toHaveLength(1);
});

test('the second that would run, and the twenty-first of a day, are the refusal of CFW: nothing is done', async () => {
  const codes = async () => (await write.createTask()).errors?.map(({ extensions }) => extensions?.code);
  await started();
  expect(await codes()).toEqual(['QUOTA_EXCEEDED']);
  for (let count = 1; count < 20; count++) {
    await ends();
    await started();
  }
  await ends();
  expect((await effectsOf(bed)).length).toBe(20);
  expect(await codes()).toEqual(['QUOTA_EXCEEDED']);
  expect(await effectsOf(bed)).toEqual([]);
});

describe('stopping', () => {
  test('what runs is DONE when CFW lists it as ending', async () => {
    const { captureTask } = await started();
    expect(await stopped(captureTask!.taskId)).toMatchObject({ outcome: 'DONE', captureTask: { status: 'ENDING' } });
  });

  test('what has ended is DONE, and the task is as it is', async () => {
    const { captureTask } = await started();
    await ends();
    expect(await stopped(captureTask!.taskId)).toMatchObject({
      outcome: 'DONE',
      captureTask: { status: 'SUCCESSFUL' },
    });
  });

  test('what does not exist is the refusal of CFW', async () => {
    const answer = await write.stopTask('nothing');
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', upstream: { errorCode: 'CFW.00200005' } } },
    ]);
  });

  test.each([
    ['after the effect', { effect: 'done', reset: true }],
    ['before the effect', { reset: true }],
  ])('is done once when the answer is lost %s', async (_, fault) => {
    const { captureTask } = await started();
    await effectsOf(bed);
    await faults(bed, { match: { operation: 'CancelCaptureTask' }, times: 1, ...fault });
    expect((await stopped(captureTask!.taskId)).outcome).toBe('DONE');
    expect(await effectsOf(bed)).toHaveLength(1);
  });
});

describe.each([['gone'], ['listed']])('deleting; deleted tasks are %s', (deletedTasks) => {
  test.each([['refused'], ['skipped']])(
    'what runs is stopped first, what is gone is ABSENT; unknown ids are %s',
    async (unknownInBatch) => {
      await behave(bed, { deletedTasks, unknownInBatch, stopMs: 400 });
      const { captureTask: first } = await started();
      await ends();
      const { captureTask: second } = await started();
      expect(outcomes(await deleted(first!.taskId, 'nothing', second!.taskId))).toEqual([
        'DELETED',
        'ABSENT',
        'DELETED',
      ]);
      expect(outcomes(await deleted(first!.taskId, second!.taskId))).toEqual(['ABSENT', 'ABSENT']);
    },
  );

  test('that takes effect later is DELETED when it has', async () => {
    await behave(bed, { deletedTasks, deleteMs: 500 });
    const { captureTask } = await started();
    await ends();
    expect(outcomes(await deleted(captureTask!.taskId))).toEqual(['DELETED']);
  });
});

test('all that CFW refuses alike is one error', async () => {
  const { captureTask } = await started();
  await ends();
  await faults(bed, { match: { operation: 'DeleteCaptureTask' }, status: 403, errorCode: 'APIGW.0302' });
  const answer = await write.deleteTasks([captureTask!.taskId]);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
