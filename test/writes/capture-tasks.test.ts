import { describe, expect, test } from '@jest/globals';
import { TaskBed } from './task-bed.ts';
import { behave, effectsOf, FIREWALL, faults } from './writing.ts';

const cfw = new TaskBed();

describe.each([['first'], ['last']])('new rows come %s', (newRows) => {
  test('each of many creates with one name gives its own task, by two reads', async () => {
    await behave(cfw.bed, { newRows });
    const ids = new Set<string>();
    for (let round = 0; round < 5; round++) {
      await cfw.bed.calls();
      await effectsOf(cfw.bed);
      const { outcome, captureTask } = await cfw.started();
      expect(outcome).toBe('DONE');
      expect(await effectsOf(cfw.bed)).toMatchObject([{ operation: 'CreateCaptureTask', ids: [captureTask!.taskId] }]);
      const methods = (await cfw.bed.calls()).map(({ method }) => method);
      expect(methods).toEqual(['GET', 'POST', 'GET']);
      ids.add(captureTask!.taskId);
      await cfw.ends();
    }
    expect(ids.size).toBe(5);
  });

  test('one that others create beside, with the same name, is not taken for ours', async () => {
    await behave(cfw.bed, { newRows });
    await faults(cfw.bed, { match: { operation: 'CreateCaptureTask' }, latencyMs: 300 });
    const ours = cfw.started({ duration: 7 });
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
    await cfw.bed.control('POST', 'rows', { list: 'captureTasks', firewallId: FIREWALL, rows: [{ ...row, ...more }] });
    const { captureTask } = await ours;
    const [effect] = await effectsOf(cfw.bed);
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
    await faults(cfw.bed, { match: { operation: 'CreateCaptureTask' }, ...fault });
    const { outcome, captureTask } = await cfw.started();
    const effects = await effectsOf(cfw.bed);
    expect([outcome, effects.length]).toEqual(['DONE', 1]);
    expect(captureTask?.taskId).toBe(effects[0]!.ids[0]);
  });

  test('and the effect comes within the deadline: DONE', async () => {
    await faults(cfw.bed, { match: { operation: 'CreateCaptureTask' }, effect: { laterMs: 700 }, reset: true });
    expect((await cfw.started()).outcome).toBe('DONE');
    expect(await effectsOf(cfw.bed)).toHaveLength(1);
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
    await faults(cfw.bed, { match: { operation: 'CreateCaptureTask' }, status, errorCode });
    const answer = await cfw.write.createTask();
    expect(answer.errors).toMatchObject([{ extensions: { code, upstream: { errorCode } } }]);
    expect((await cfw.bed.calls()).filter(({ method }) => method === 'POST')).toHaveLength(1);
  },
);

test('while nothing listens it is sent again, for no byte has left', async () => {
  const { captureTask } = await cfw.started();
  await cfw.ends();
  expect(captureTask).not.toBeNull();
  await effectsOf(cfw.bed);
  // The list has been read when the port closes.
  await faults(cfw.bed, { match: { operation: 'ListCaptureTask' }, times: 1, latencyMs: 300 });
  const waiting = cfw.started();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await cfw.bed.control('PUT', 'connections', { refuseMs: 500 });
  expect((await waiting).outcome).toBe('DONE');
  expect(await effectsOf(cfw.bed)).toHaveLength(1);
});

test('the second that would run, and the twenty-first of a day, are the refusal of CFW: nothing is done', async () => {
  const codes = async () => (await cfw.write.createTask()).errors?.map(({ extensions }) => extensions?.code);
  await cfw.started();
  expect(await codes()).toEqual(['QUOTA_EXCEEDED']);
  for (let count = 1; count < 20; count++) {
    await cfw.ends();
    await cfw.started();
  }
  await cfw.ends();
  expect((await effectsOf(cfw.bed)).length).toBe(20);
  expect(await codes()).toEqual(['QUOTA_EXCEEDED']);
  expect(await effectsOf(cfw.bed)).toEqual([]);
});
