import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { effectsOf, FIREWALL, faults, MUTATIONS, newTask, payloadOf, type TaskPayload, writerOf } from './writing.ts';

let bed: TestBed;
let write: ReturnType<typeof writerOf>;
beforeAll(async () => {
  bed = await startTestBed({ REQUEST_TIMEOUT_MS: '4000' });
  write = writerOf(bed);
});
afterAll(() => bed.close());

const ends = (passedMs: number) => bed.control('PUT', 'clock', { passedMs });

test('the same key 50 times at once is one effect, and 50 equal answers', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      write.createTask({ idempotencyKey: 'once', clientMutationId: `m${index}` }),
    ),
  );
  const payloads = answers.map((answer) => payloadOf<TaskPayload>(answer));
  expect(new Set(payloads.map(({ outcome, captureTask }) => JSON.stringify([outcome, captureTask]))).size).toBe(1);
  expect(payloads[0]).toMatchObject({ outcome: 'DONE', captureTask: { name: 'capture' } });
  expect(payloads.map(({ clientMutationId }) => clientMutationId)).toEqual(payloads.map((_, index) => `m${index}`));
  expect(await effectsOf(bed)).toHaveLength(1);
});

test('without a key each is an effect of its own (control)', async () => {
  await ends(600_000);
  payloadOf(await write.createTask());
  const again = await write.createTask();
  expect(again.errors).toMatchObject([{ extensions: { code: 'QUOTA_EXCEEDED' } }]);
  expect(await effectsOf(bed)).toHaveLength(1);
});

test('the first outcome is given again, whatever has become of the task, and nothing is called', async () => {
  await ends(1_200_000);
  const first = payloadOf(await write.createTask({ idempotencyKey: 'again' }));
  await ends(1_800_000);
  await bed.calls();
  expect(payloadOf(await write.createTask({ idempotencyKey: 'again' }))).toEqual(first);
  expect(await bed.calls()).toEqual([]);
});

test('the key with another input is refused at its path, and nothing is called', async () => {
  await bed.calls();
  const answer = await write.createTask({ idempotencyKey: 'again', duration: 6 });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', input: ['input', 'idempotencyKey'] } }]);
  expect(await bed.calls()).toEqual([]);
});

test('what CFW refused had no effect, and may be tried again with the same key', async () => {
  await ends(2_400_000);
  await faults(bed, { match: { operation: 'CreateCaptureTask' }, times: 1, status: 400, errorCode: 'CFW.00200024' });
  expect((await write.createTask({ idempotencyKey: 'refused' })).errors).toHaveLength(1);
  expect(payloadOf(await write.createTask({ idempotencyKey: 'refused' }))).toMatchObject({ outcome: 'DONE' });
});

test('an outcome that is unknown stays so: the key never starts a second capture', async () => {
  await ends(3_000_000);
  await effectsOf(bed);
  await faults(bed, { match: { operation: 'CreateCaptureTask' }, times: 1, reset: true });
  expect(payloadOf(await write.createTask({ idempotencyKey: 'lost' }))).toMatchObject({ outcome: 'UNKNOWN' });
  expect(payloadOf(await write.createTask({ idempotencyKey: 'lost' }))).toMatchObject({ outcome: 'UNKNOWN' });
  expect(await effectsOf(bed)).toEqual([]);
});

test('the key of one caller is not that of another', async () => {
  await ends(3_600_000);
  const input = { ...newTask(FIREWALL), idempotencyKey: 'again', duration: 9 };
  const answer = await bed.ask(MUTATIONS.createCaptureTask, { input }, { 'x-auth-token': 'another-token' });
  expect(payloadOf(answer)).toMatchObject({ outcome: 'DONE' });
});
