import { describe, expect, test } from '@jest/globals';
import { TaskBed } from './task-bed.ts';
import { behave, effectsOf, faults } from './writing.ts';

const cfw = new TaskBed();
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);

describe('stopping', () => {
  test('what runs is DONE when CFW lists it as ending', async () => {
    const { captureTask } = await cfw.started();
    expect(await cfw.stopped(captureTask!.taskId)).toMatchObject({
      outcome: 'DONE',
      captureTask: { status: 'ENDING' },
    });
  });

  test('what has ended is DONE, and the task is as it is', async () => {
    const { captureTask } = await cfw.started();
    await cfw.ends();
    expect(await cfw.stopped(captureTask!.taskId)).toMatchObject({
      outcome: 'DONE',
      captureTask: { status: 'SUCCESSFUL' },
    });
  });

  test('what does not exist is the refusal of CFW', async () => {
    const answer = await cfw.write.stopTask('nothing');
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', upstream: { errorCode: 'CFW.00200005' } } },
    ]);
  });

  test.each([
    ['after the effect', { effect: 'done', reset: true }],
    ['before the effect', { reset: true }],
  ])('is done once when the answer is lost %s', async (_, fault) => {
    const { captureTask } = await cfw.started();
    await effectsOf(cfw.bed);
    await faults(cfw.bed, { match: { operation: 'CancelCaptureTask' }, times: 1, ...fault });
    expect((await cfw.stopped(captureTask!.taskId)).outcome).toBe('DONE');
    expect(await effectsOf(cfw.bed)).toHaveLength(1);
  });
});

describe.each([['gone'], ['listed']])('deleting; deleted tasks are %s', (deletedTasks) => {
  test.each([['refused'], ['skipped']])(
    'what runs is stopped first, what is gone is ABSENT; unknown ids are %s',
    async (unknownInBatch) => {
      await behave(cfw.bed, { deletedTasks, unknownInBatch, stopMs: 400 });
      const { captureTask: first } = await cfw.started();
      await cfw.ends();
      const { captureTask: second } = await cfw.started();
      expect(outcomes(await cfw.deleted(first!.taskId, 'nothing', second!.taskId))).toEqual([
        'DELETED',
        'ABSENT',
        'DELETED',
      ]);
      expect(outcomes(await cfw.deleted(first!.taskId, second!.taskId))).toEqual(['ABSENT', 'ABSENT']);
    },
  );

  test('that takes effect later is DELETED when it has', async () => {
    await behave(cfw.bed, { deletedTasks, deleteMs: 500 });
    const { captureTask } = await cfw.started();
    await cfw.ends();
    expect(outcomes(await cfw.deleted(captureTask!.taskId))).toEqual(['DELETED']);
  });
});

test('all that CFW refuses alike is one error', async () => {
  const { captureTask } = await cfw.started();
  await cfw.ends();
  await faults(cfw.bed, { match: { operation: 'DeleteCaptureTask' }, status: 403, errorCode: 'APIGW.0302' });
  const answer = await cfw.write.deleteTasks([captureTask!.taskId]);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
