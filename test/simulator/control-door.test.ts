import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

const TASKS = { fw_instance_id: FIREWALLS.documented, limit: 5, offset: 0 };

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

describe('the request log', () => {
  test('has every request of CFW in order, with all its parts, and none of its own', async () => {
    const before = Date.now();
    const first = await caller.get('capture-task', TASKS, 'secret', PROJECTS.listExample);
    await caller.post('firewalls/list', { limit: 1, offset: 0 });
    await caller.get('firewall/exist', {});
    await caller.send('/v3/auth/tokens', { method: 'POST', body: '{}' });
    await caller.send('/elsewhere?x=1');
    const requests = await caller.requests();
    expect(requests.map(({ operation, status }) => [operation, status])).toEqual([
      ['ListCaptureTask', 200],
      ['ListFirewallList', 200],
      ['ListFirewallDetail', 400],
      ['IamToken', 400],
      [null, 404],
    ]);
    expect(requests[0]).toMatchObject({
      id: 0,
      requestId: first.headers.get('x-request-id'),
      method: 'GET',
      path: `/v1/${PROJECTS.listExample}/capture-task`,
      projectId: PROJECTS.listExample,
      query: { fw_instance_id: FIREWALLS.documented, limit: '5', offset: '0' },
      headers: { 'x-auth-token': 'secret' },
      aborted: false,
    });
    expect(requests[0]).not.toHaveProperty('body');
    expect(requests[1]?.body).toBe('{"limit":1,"offset":0}');
    expect(requests[0]?.startedAt).toBeGreaterThanOrEqual(before);
    expect(requests[0]?.finishedAt).toBeGreaterThanOrEqual(requests[0]?.startedAt ?? Number.POSITIVE_INFINITY);
  });

  test('is read and emptied in one step, and its ids go on', async () => {
    await caller.get('capture-task', TASKS);
    const taken = (await caller.control('DELETE', 'requests')).requests;
    expect(taken).toMatchObject([{ id: 0, operation: 'ListCaptureTask', status: 200 }]);
    expect(await caller.requests()).toEqual([]);
    await caller.get('capture-task', TASKS);
    expect((await caller.requests()).map(({ id }) => id)).toEqual([1]);
  });

  test('every request is taken once, however many come meanwhile', async () => {
    const coming = Array.from({ length: 60 }, (_, offset) => caller.get('capture-task', { ...TASKS, offset }));
    const taken: unknown[] = [];
    const take = async () =>
      taken.push(...((await caller.control('DELETE', 'requests')).requests as { id: number }[]).map(({ id }) => id));
    for (let n = 0; n < 10; n++) await take();
    await Promise.all(coming);
    await take();
    expect(taken).toEqual(Array.from({ length: 60 }, (_, id) => id));
  });

  test('keeps the last ones', async () => {
    const small = await startSimulator({ requestLogSize: 3 });
    const other = new Caller(small);
    for (let offset = 0; offset < 8; offset++) await other.get('capture-task', { ...TASKS, offset });
    expect((await other.requests()).map(({ query }) => query.offset)).toEqual(['5', '6', '7']);
    await small.close();
  });
});

describe('rows', () => {
  const records = async (limit = 5, offset = 0) =>
    (await caller.get('capture-task', { ...TASKS, limit, offset })).body.data?.records ?? [];

  test('generated ones go in at the front, or where they are told', async () => {
    const before = await caller.rows(`firewallId=${FIREWALLS.documented}`);
    const { ids } = (await caller.control('POST', 'rows', { firewallId: FIREWALLS.documented })) as { ids: string[] };
    expect((await records(1))[0]?.task_id).toBe(ids[0]);
    const more = (await caller.control('POST', 'rows', { firewallId: FIREWALLS.documented, at: 3, count: 2 })) as {
      ids: string[];
    };
    const after = await caller.rows(`firewallId=${FIREWALLS.documented}`);
    expect(after).toHaveLength(before.length + 3);
    expect(after.map((row) => row.task_id)).toEqual([
      ids[0],
      ...before.slice(0, 2).map((row) => row.task_id),
      ...more.ids,
      ...before.slice(2).map((row) => row.task_id),
    ]);
    expect(new Set(after.map((row) => row.task_id)).size).toBe(after.length);
  });

  test('given ones go in as they are', async () => {
    const rows = [{ task_id: 'a', status: 'x' }, { name: 7 }];
    const { ids } = (await caller.control('POST', 'rows', { firewallId: FIREWALLS.empty, rows })) as { ids: string[] };
    expect(ids[0]).toBe('a');
    const answer = await caller.get('capture-task', { ...TASKS, fw_instance_id: FIREWALLS.empty });
    expect(answer.body.data?.records).toEqual([rows[0], { name: 7, task_id: ids[1] }]);
    expect(answer.body.data?.total).toBe(2);
  });

  test('list entries go into one list of one object', async () => {
    const list = { objectId: OBJECTS.emptyInternet, listType: 5 };
    const { ids } = (await caller.control('POST', 'rows', { ...list, count: 3 })) as { ids: string[] };
    const query = { object_id: OBJECTS.emptyInternet, list_type: 5, limit: 10, offset: 0 };
    const white = await caller.get('black-white-lists', query);
    expect(white.body.data?.records.map((row) => row.list_id)).toEqual(ids);
    const black = await caller.get('black-white-lists', { ...query, list_type: 4 });
    expect(black.body.data?.total).toBe(0);
  });

  test('a row is deleted by its id, also of a list nobody has read', async () => {
    const other = await startSimulator();
    const doomed = (await new Caller(other).rows(`objectId=${OBJECTS.documented}&listType=4`))[7]?.list_id;
    await other.close();
    await caller.control('DELETE', `rows/${doomed}`);
    const rest = await caller.rows(`objectId=${OBJECTS.documented}&listType=4`);
    expect(rest).toHaveLength(1999);
    expect(rest.map((row) => row.list_id)).not.toContain(doomed);
    await expect(caller.control('DELETE', `rows/${doomed}`)).rejects.toThrow('404');
  });

  test('any list is named by its name: sets of an object, members of a set, also of a set just put in', async () => {
    const sets = { list: 'addressSets', objectId: OBJECTS.emptyInternet };
    await caller.control('POST', 'rows', { ...sets, rows: [{ set_id: 'mine', name: 'x' }] });
    expect(await caller.rows(`list=addressSets&objectId=${OBJECTS.emptyInternet}`)).toEqual([
      { set_id: 'mine', name: 'x' },
    ]);
    const members = { list: 'addressItems', setId: 'mine' };
    await caller.control('POST', 'rows', { ...members, rows: [{ item_id: 'one', address: '192.0.2.1' }] });
    const query = { set_id: 'mine', limit: 1, offset: 0 };
    expect((await caller.get('address-items', query)).body.data?.records).toEqual([
      { item_id: 'one', address: '192.0.2.1' },
    ]);
    await caller.control('DELETE', 'rows/one');
    expect((await caller.get('address-items', query)).body.data?.records).not.toContainEqual(
      expect.objectContaining({ item_id: 'one' }),
    );
    await caller.control('DELETE', 'rows/mine');
    expect((await caller.get('address-items', query)).body.error_code).toBe('CFW.00200005');
  });

  test.each([
    {},
    { list: 'nothing', firewallId: FIREWALLS.empty },
    { list: 'addressSets', objectId: 'nothing' },
    { list: 'addressItems', setId: 'nothing' },
    { objectId: OBJECTS.documented, setId: 'x' },
    { firewallId: 'nothing' },
    { objectId: OBJECTS.documented, listType: 3 },
    { firewallId: FIREWALLS.empty, at: -1 },
    { firewallId: FIREWALLS.empty, count: 'x' },
    { firewallId: FIREWALLS.empty, rows: {} },
  ])('bad input is refused: %j', async (body) => {
    await expect(caller.control('POST', 'rows', body)).rejects.toThrow('400');
  });
});

describe('the rest', () => {
  test('open connections are counted', async () => {
    expect(await caller.control('GET', 'connections')).toEqual({ open: expect.any(Number) });
    expect((await caller.control('GET', 'connections')).open).toBeGreaterThanOrEqual(1);
  });

  test('unknown doors name the known ones; broken input is refused', async () => {
    await expect(caller.control('GET', 'nothing')).rejects.toThrow('PUT faults');
    await expect(caller.control('PUT', 'clock', { offsetMs: 'x' })).rejects.toThrow('400');
    expect((await caller.send('/_simulator/faults', { method: 'PUT', body: '{' })).status).toBe(400);
  });

  test('a taken port is an error at the start', async () => {
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow('EADDRINUSE');
  });
});
