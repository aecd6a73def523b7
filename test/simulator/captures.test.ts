import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';
import { ABSENT, CAPTURE, codeOf, FIREWALL, refused, tasksOf, withField } from './writing.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

const create = (body: object = CAPTURE) => caller.write('POST', 'capture-task', body, FIREWALL);
const stop = (id: unknown) => caller.write('POST', 'capture-task/stop', { task_id: id }, FIREWALL);
const remove = (...ids: unknown[]) => caller.write('POST', 'capture-task/batch-delete', { task_ids: ids }, FIREWALL);
const passed = (passedMs: number) => caller.control('PUT', 'clock', { passedMs });
const newest = async () => (await tasksOf(caller))[0] ?? {};

/** Creates a task and returns its id, which only the list tells. */
async function created(body: object = CAPTURE): Promise<unknown> {
  expect(await create(body)).toMatchObject({ status: 200 });
  return (await newest()).task_id;
}

describe('create', () => {
  test("answers with the firewall's id and name, and the list shows the task", async () => {
    const answer = await create();
    expect(answer.body).toEqual({ data: { id: FIREWALLS.empty, name: 'staging' } });
    const task = await newest();
    expect(task).toMatchObject({
      ...{ name: 'morning', duration: 5, max_packets: 100_000, status: 2, is_deleted: 0, capture_size: '--' },
      ...{ source_address: '1.1.1.1', source_address_type: 0, source_port: '', remaining_days: 7 },
      ...{ dest_address: '2.2.2.2', dest_address_type: 0, dest_port: '80', protocol: 6 },
    });
    expect(task.created_date).toMatch(/^\d{4}(\/\d\d){2} \d\d:\d\d:\d\d$/);
    expect(await caller.effects()).toMatchObject([
      { operation: 'CreateCaptureTask', firewallId: FIREWALLS.empty, ids: [task.task_id] },
    ]);
  });

  const FIELDS = ['name', 'duration', 'max_packets', 'source', 'destination', 'service', 'source.type'];
  test.each([...FIELDS, 'source.address', 'destination.type', 'service.protocol'])('%s is mandatory', async (path) => {
    for (const value of [ABSENT, null, '']) {
      expect(codeOf(await create(withField(CAPTURE, path, value)))).toEqual(refused('00200001'));
    }
    expect(await caller.effects()).toEqual([]);
  });

  test.each([
    ['name', ['x'.repeat(256), 'a\nb', 7, {}], '00200001'],
    ['duration', [0, -1, 1.5, '5', 1441, [5]], '00200001'],
    ['max_packets', [0, 1_000_001, '100'], '00200001'],
    ['source.type', [1, '0', -1], '00200001'],
    ['service.protocol', [132, 0, '6', 256], '00200001'],
    ['service.dest_port', ['0', '65536', '80-', '443-80', '80,81', 80, 'http'], '00200001'],
    ['source.address_type', [2, '0', -1, 1], '00200030'],
    ['destination.address_type', [ABSENT, null], '00200041'],
    ['source.address', ['1.1.1', '1.1.1.1/33', 'a.example', '1.1.1.1/', '1.1.1.1-', ' 1.1.1.1'], '00200027'],
    ['source', [{ type: 0, address_type: 1, address: '2001:db8::1' }], '00200028'],
  ])('%s: what the documents do not allow is refused', async (path, values: unknown[], code) => {
    for (const value of values) {
      expect([value, ...codeOf(await create(withField(CAPTURE, path, value)))]).toEqual([value, ...refused(code)]);
    }
    expect(await tasksOf(caller)).toEqual([]);
  });

  test.each(['{', '[]', '1', 'null', ''])('a body that is no object is refused: %j', async (body) => {
    const path = `/v1/09bb24e6fe80d23d2fa2c010b53b418c/capture-task?fw_instance_id=${FIREWALLS.empty}`;
    const answer = await caller.send(path, { method: 'POST', headers: { 'X-Auth-Token': 't' }, body });
    expect(codeOf(answer)).toEqual(refused('00200001'));
  });

  test('the firewall must be named, and be there', async () => {
    const at = (query: Record<string, string>) => caller.write('POST', 'capture-task', CAPTURE, query);
    expect(codeOf(await at({}))).toEqual(refused('00200001'));
    expect(codeOf(await at({ fw_instance_id: 'nothing' }))).toEqual(refused('00200005'));
  });

  test('one runs at a time, also when two are asked for at once; another firewall is free', async () => {
    const answers = await Promise.all([create(), create()]);
    expect(answers.map(codeOf).sort()).toEqual([[200, undefined], refused('00200024')]);
    const other = await caller.write('POST', 'capture-task', CAPTURE, { fw_instance_id: FIREWALLS.single });
    expect(other.status).toBe(200);
  });

  test('twenty a day, deleted ones too; the next day is another', async () => {
    await caller.control('PUT', 'behaviour', { stopMs: 0 });
    // Noon, so that the day does not end meanwhile.
    await passed(DAY - (Date.now() % DAY) + DAY / 2);
    for (let n = 0; n < 20; n++) {
      const id = await created();
      await stop(id);
      expect((await remove(id)).status).toBe(200);
    }
    expect(codeOf(await create())).toEqual(refused('00200024'));
    await passed(DAY - (Date.now() % DAY) + DAY / 2 + DAY);
    expect((await create()).status).toBe(200);
  });

  test('new rows stand first, or last', async () => {
    for (const newRows of ['first', 'last']) {
      await caller.control('PUT', 'behaviour', { newRows });
      await caller.write('POST', 'capture-task', { ...CAPTURE, name: newRows }, { fw_instance_id: FIREWALLS.busy });
      const rows = await caller.rows(`firewallId=${FIREWALLS.busy}`);
      expect(rows.at(newRows === 'first' ? 0 : -1)?.name).toBe(newRows);
      if (newRows === 'first') await passed(6 * MINUTE);
    }
  });
});

describe('the life of a capture', () => {
  test.each([
    ['well', 1, /^\d+(kb|mb)$/],
    ['abnormally', 0, /^--$/],
  ])('runs until its duration is over, and ends %s', async (captureEnds, status, size) => {
    await caller.control('PUT', 'behaviour', { captureEnds });
    await created();
    await passed(5 * MINUTE - 30_000);
    expect(await newest()).toMatchObject({ status: 2, capture_size: '--' });
    await passed(5 * MINUTE + 1);
    const task = await newest();
    expect(task.status).toBe(status);
    expect(task.capture_size).toMatch(size);
    expect((await create()).status).toBe(200);
  });

  test('stopped it is stopping for a while, and then stopped for good', async () => {
    const id = await created();
    expect((await stop(id)).body).toEqual({ data: { id: FIREWALLS.empty, name: 'staging' } });
    await caller.control('PUT', 'behaviour', { stopMs: 60_000 });
    expect((await newest()).status).toBe(5);
    expect(codeOf(await create())).toEqual(refused('00200024'));
    await passed(6 * MINUTE);
    expect(await newest()).toMatchObject({ status: 4, capture_size: expect.stringMatching(/kb|mb/) });
    expect((await caller.effects()).map(({ operation, ids }) => [operation, ids])).toEqual([
      ['CreateCaptureTask', [id]],
      ['CancelCaptureTask', [id]],
    ]);
  });

  test('a slow stop takes as long as told', async () => {
    await caller.control('PUT', 'behaviour', { stopMs: 3 * MINUTE });
    await stop(await created());
    await passed(2 * MINUTE);
    expect((await newest()).status).toBe(5);
    await passed(3 * MINUTE + 1000);
    expect((await newest()).status).toBe(4);
  });

  test('what is left of its days goes down, and then it is gone', async () => {
    await created();
    await passed(5 * MINUTE + 3 * DAY + 1000);
    expect((await newest()).remaining_days).toBe(4);
    await passed(5 * MINUTE + 7 * DAY + 1000);
    expect(await tasksOf(caller)).toEqual([]);
  });

  test('time that passes does no harm to tokens and signatures', async () => {
    const before = await caller.send('/v1/x/nothing');
    await passed(DAY);
    const after = await caller.send('/v1/x/nothing');
    const apart = Date.parse(after.headers.get('date') ?? '') - Date.parse(before.headers.get('date') ?? '');
    expect(apart).toBeLessThan(MINUTE);
  });
});

describe('stop and delete', () => {
  test('a task that is unknown, has ended or is being stopped cannot be stopped', async () => {
    expect(codeOf(await stop('nothing'))).toEqual(refused('00200005'));
    const id = await created();
    await stop(id);
    expect(codeOf(await stop(id))).toEqual(refused('00200005'));
    await passed(MINUTE);
    expect(codeOf(await stop(id))).toEqual(refused('00200005'));
    expect(codeOf(await stop(ABSENT.description))).toEqual(refused('00200005'));
    expect(codeOf(await stop(undefined))).toEqual(refused('00200001'));
    expect(codeOf(await stop(7))).toEqual(refused('00200001'));
  });

  test('a running task cannot be deleted, and an ended one is gone', async () => {
    const id = await created();
    expect(codeOf(await remove(id))).toEqual(refused('00200004'));
    await passed(6 * MINUTE);
    expect((await remove(id, id)).body).toEqual({ data: { id: FIREWALLS.empty, name: 'staging' } });
    expect(await tasksOf(caller)).toEqual([]);
    expect(codeOf(await remove(id))).toEqual(refused('00200005'));
    expect((await caller.effects()).at(-1)).toMatchObject({ operation: 'DeleteCaptureTask', ids: [id] });
  });

  test.each([[], 'x', [7], [''], undefined])('task_ids %j are refused', async (ids) => {
    const answer = await caller.write('POST', 'capture-task/batch-delete', { task_ids: ids }, FIREWALL);
    expect(codeOf(answer)).toEqual(refused('00200001'));
  });

  test('a delete that takes its time has not happened at its 200', async () => {
    await caller.control('PUT', 'behaviour', { deleteMs: MINUTE });
    const id = await created();
    await passed(6 * MINUTE);
    await caller.effects();
    expect((await remove(id)).status).toBe(200);
    expect([await tasksOf(caller), await caller.effects()]).toMatchObject([[{ task_id: id }], []]);
    await passed(7 * MINUTE + 1000);
    expect([await tasksOf(caller), await caller.effects()]).toMatchObject([[], [{ ids: [id] }]]);
  });

  test('a deleted task may stay listed, marked; it is gone for every other call', async () => {
    await caller.control('PUT', 'behaviour', { deletedTasks: 'listed' });
    const id = await created();
    await passed(6 * MINUTE);
    await remove(id);
    expect(await tasksOf(caller)).toMatchObject([{ task_id: id, is_deleted: 1 }]);
    expect(codeOf(await remove(id))).toEqual(refused('00200005'));
  });

  test('an unknown id among known ones spoils the batch, or is passed over', async () => {
    const id = await created();
    await passed(6 * MINUTE);
    expect(codeOf(await remove(id, 'nothing'))).toEqual(refused('00200005'));
    expect(await tasksOf(caller)).toHaveLength(1);
    await caller.control('PUT', 'behaviour', { unknownInBatch: 'skipped' });
    expect((await remove(id, 'nothing')).status).toBe(200);
    expect(await tasksOf(caller)).toEqual([]);
  });
});
