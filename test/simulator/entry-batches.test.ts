import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OBJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';
import { ABSENT, codeOf, entriesOf, refused, withField } from './writing.ts';

const LIST = { object_id: OBJECTS.emptyInternet, list_type: 4 };
const item = (n: number, more: object = {}) => ({
  ...{ address: `203.0.113.${n}`, direction: 0, protocol: 6, address_type: 0, port: '22' },
  ...more,
});
const items = (count: number) => Array.from({ length: count }, (_, index) => item(index + 1));

interface Outcome {
  success_list: unknown[];
  failed_list: unknown[];
  duplicated_list: unknown[];
}

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

const send = (list_items: unknown, list: object = LIST) =>
  caller.write('POST', 'black-white-lists', { ...list, list_items });
const remove = (list_ids: unknown, list: object = LIST) =>
  caller.write('DELETE', 'black-white-list', { ...list, list_ids });
const behave = (behaviour: object) => caller.control('PUT', 'behaviour', behaviour);

async function outcomeOf(list_items: unknown): Promise<Outcome> {
  const answer = await send(list_items);
  expect(answer.status).toBe(200);
  return answer.body.data as unknown as Outcome;
}

describe('batch create', () => {
  test('answers with the items as they were sent, without ids and reasons', async () => {
    const sent = [item(1), item(2, { description: 'x' }), item(3, { protocol: 132, port: undefined })];
    const wire = JSON.parse(JSON.stringify(sent));
    expect(await outcomeOf(sent)).toEqual({ success_list: wire, failed_list: [], duplicated_list: [] });
    const rows = await entriesOf(caller);
    expect(rows.map(({ address }) => address)).toEqual(sent.map(({ address }) => address));
    expect(await caller.effects()).toMatchObject([
      { operation: 'BatchCreateBlackWhiteList', ids: rows.map((row) => row.list_id) },
    ]);
  });

  test('200 also when nothing was done: bad items fail, known ones are duplicates, each told once', async () => {
    await outcomeOf([item(1)]);
    await caller.effects();
    const bad = [item(2, { direction: 7 }), item(3, { address: '0.0.0.0/0' }), item(4, { address_type: 1 })];
    const outcome = await outcomeOf([item(1), ...bad]);
    expect(outcome).toEqual({ success_list: [], failed_list: bad, duplicated_list: [item(1)] });
    expect(await caller.effects()).toEqual([]);
    const log = (await caller.requests()).at(-1);
    expect(log).toMatchObject({ operation: 'BatchCreateBlackWhiteList', status: 200, effect: 'none' });
  });

  test('an item that stands there twice is one entry and one duplicate', async () => {
    const outcome = await outcomeOf([item(1), item(1), item(2)]);
    expect(outcome).toEqual({ success_list: [item(1), item(2)], failed_list: [], duplicated_list: [item(1)] });
    expect(await entriesOf(caller)).toHaveLength(2);
  });

  test('fails in part as told: every third, or by address', async () => {
    await behave({ batchFailsEvery: 3 });
    expect((await outcomeOf(items(7))).failed_list).toEqual([item(3), item(6)]);
    await behave({ batchFailsEvery: 0, batchFailsAddress: '113.3' });
    const outcome = await outcomeOf([item(3), item(6), item(31), item(40)]);
    expect(outcome.failed_list).toEqual([item(3), item(31)]);
    expect(await entriesOf(caller)).toHaveLength(7);
  });

  test('what does not fit into 2,000 fails', async () => {
    await caller.control('POST', 'rows', { objectId: OBJECTS.emptyInternet, listType: 4, count: 1998 });
    const outcome = await outcomeOf(items(4));
    expect(outcome.success_list).toEqual(items(2));
    expect(outcome.failed_list).toEqual([item(3), item(4)]);
  });

  test.each([
    ['object_id', [ABSENT, '', 7], '00200001'],
    ['object_id', ['nothing'], '00400008'],
    ['list_type', [ABSENT, 3, '4'], '00200001'],
    ['list_items', [ABSENT, [], {}, 'x', [7], [null]], '00200001'],
  ])('%s must be right', async (name, values: unknown[], code) => {
    for (const value of values) {
      const body = withField({ ...LIST, list_items: items(1) }, name, value);
      const answer = await caller.write('POST', 'black-white-lists', body);
      expect([value, ...codeOf(answer)]).toEqual([value, ...refused(code)]);
    }
    expect(await entriesOf(caller)).toEqual([]);
  });
});

describe('batch delete', () => {
  async function made(count: number): Promise<string[]> {
    await outcomeOf(items(count));
    await caller.effects();
    return (await entriesOf(caller)).map((row) => String(row.list_id));
  }

  test('answers with the ids, and they are gone', async () => {
    const ids = await made(3);
    expect((await remove(ids.slice(1))).body).toEqual({ data: ids.slice(1) });
    expect((await entriesOf(caller)).map((row) => row.list_id)).toEqual([ids[0]]);
    expect(await caller.effects()).toMatchObject([{ operation: 'BatchDeleteBlackWhiteLists', ids: ids.slice(1) }]);
  });

  test('unknown ids, and those of another list, spoil the batch or are passed over', async () => {
    const [first = ''] = await made(2);
    expect(codeOf(await remove([first, 'nothing']))).toEqual(refused('00200005'));
    expect(codeOf(await remove([first], { ...LIST, list_type: 5 }))).toEqual(refused('00200005'));
    await behave({ unknownInBatch: 'skipped' });
    expect((await remove([first, 'nothing'])).body).toEqual({ data: [first] });
    expect(codeOf(await remove(['nothing']))).toEqual(refused('00200005'));
    expect(await entriesOf(caller)).toHaveLength(1);
  });

  test('fails in part, or takes its time', async () => {
    const ids = await made(4);
    await behave({ batchFailsEvery: 2, deleteMs: 60_000 });
    expect((await remove(ids)).body).toEqual({ data: [ids[0], ids[2]] });
    expect(await entriesOf(caller)).toHaveLength(4);
    await caller.control('PUT', 'clock', { passedMs: 61_000 });
    expect((await entriesOf(caller)).map((row) => row.list_id)).toEqual([ids[1], ids[3]]);
  });

  test.each([[], 'x', [7], undefined])('list_ids %j are refused', async (ids) => {
    expect(codeOf(await remove(ids))).toEqual(refused('00200001'));
  });
});
