import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { ACTIONS, OPERATIONS } from '../../src/simulator/routes.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';
import { CAPTURE, codeOf, ENTRY, entriesOf, FIREWALL, refused, tasksOf } from './writing.ts';

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

const create = (more: object = {}) => caller.write('POST', 'black-white-list', { ...ENTRY, ...more });
const lastEffect = async () => (await caller.requests()).at(-1)?.effect;

/** Sends a create that never gets an answer, waits until it has arrived, and leaves. */
async function abandoned(): Promise<void> {
  const leaving = new AbortController();
  const hung = caller.send(`/v1/09bb24e6fe80d23d2fa2c010b53b418c/black-white-list`, {
    method: 'POST',
    headers: { 'X-Auth-Token': 't', 'Content-Type': 'application/json' },
    body: JSON.stringify(ENTRY),
    signal: leaving.signal,
  });
  const arrived = async () =>
    ((await caller.control('GET', 'faults')).faults as { hits: number }[]).some(({ hits }) => hits > 0);
  while (!(await arrived()));
  leaving.abort();
  await expect(hung).rejects.toThrow();
}

describe('an answer is lost', () => {
  test('after the effect', async () => {
    await caller.faults({ effect: 'done', reset: true, times: 1 });
    await expect(create()).rejects.toThrow();
    expect(await entriesOf(caller)).toHaveLength(1);
    expect(await lastEffect()).toBe('done');
    expect(codeOf(await create())).toEqual(refused('00400011'));
    expect(await caller.effects()).toHaveLength(1);
  });

  test('before the effect', async () => {
    await caller.faults({ reset: true, times: 1 });
    await expect(create()).rejects.toThrow();
    expect(await entriesOf(caller)).toEqual([]);
    expect(await lastEffect()).toBe('none');
    expect(await caller.effects()).toEqual([]);
    expect((await create()).status).toBe(200);
  });

  test.each([
    ['done', 1],
    [undefined, 0],
  ])('by a hang, with the effect %s', async (effect, count) => {
    await caller.faults({ effect, hang: true });
    await abandoned();
    expect(await caller.effects()).toHaveLength(count);
  });

  test('behind an answer of somebody else: 502, a page of HTML, half a body', async () => {
    const lost = [
      { status: 502 },
      { body: 'html' },
      { status: 429, errorCode: 'APIGW.0308' },
      { body: 'truncated' },
      { rawBody: '' },
      { resetAfterBytes: 4 },
    ];
    for (const [index, fault] of lost.entries()) {
      await caller.faults({ effect: 'done', ...fault });
      await create({ port: String(1000 + index) }).catch(() => undefined);
      expect([fault, (await entriesOf(caller)).length]).toEqual([fault, index + 1]);
    }
  });

  test('what is refused has no effect, however its answer is lost', async () => {
    await caller.faults({ effect: 'done', reset: true });
    await expect(create({ address: '0.0.0.0/0' })).rejects.toThrow();
    expect([await lastEffect(), await caller.effects()]).toEqual(['none', []]);
  });
});

describe('an effect comes late', () => {
  test('after the answer', async () => {
    await caller.faults({ effect: { laterMs: 60_000 }, times: 1 });
    expect((await create()).status).toBe(200);
    expect([await entriesOf(caller), await lastEffect(), await caller.effects()]).toEqual([[], 'later', []]);
    await caller.control('PUT', 'clock', { passedMs: 61_000 });
    expect(await entriesOf(caller)).toHaveLength(1);
    expect(await lastEffect()).toBe('done');
  });

  test('after the client has given up', async () => {
    await caller.faults({ effect: { laterMs: 60_000 }, hang: true });
    await abandoned();
    expect(await entriesOf(caller)).toEqual([]);
    await caller.control('PUT', 'clock', { passedMs: 61_000 });
    expect(await entriesOf(caller)).toHaveLength(1);
  });

  test('and finds that another has come before it', async () => {
    await caller.faults({ effect: { laterMs: 60_000 }, times: 1 });
    await create();
    await create();
    await caller.faults({ match: { operation: 'CreateCaptureTask' }, effect: { laterMs: 60_000 }, times: 1 });
    for (let n = 0; n < 2; n++) await caller.write('POST', 'capture-task', CAPTURE, FIREWALL);
    await caller.control('PUT', 'clock', { passedMs: 61_000 });
    expect([await entriesOf(caller), await tasksOf(caller)]).toMatchObject([[{}], [{}]]);
    expect((await caller.effects()).map(({ operation }) => operation)).toEqual([
      'AddBlackWhiteList',
      'CreateCaptureTask',
    ]);
    expect((await caller.requests()).map(({ effect }) => effect)).toEqual(['none', 'done', 'none', 'done']);
  });

  test('an answer that is slow brings the effect with it, unless told otherwise', async () => {
    await caller.faults({ latencyMs: 10 });
    expect((await create()).status).toBe(200);
    expect(await caller.effects()).toHaveLength(1);
  });
});

describe('which writes are struck', () => {
  test.each([
    ['operation', { operation: 'AddBlackWhiteList' }],
    ['method', { method: 'POST' }],
    ['object, which the body names', { objectId: OBJECTS.emptyInternet }],
  ])('by %s', async (_, match) => {
    await caller.faults({ match, status: 503 });
    expect((await create()).status).toBe(503);
    expect((await caller.get('firewall/exist', { limit: 1, offset: 0, service_type: 0 })).status).toBe(200);
  });

  test('after so many have passed', async () => {
    await caller.faults({ match: { operation: 'AddBlackWhiteList' }, skip: 2, times: 1, status: 500 });
    const seen: number[] = [];
    for (let port = 1; port < 6; port++) seen.push((await create({ port: String(port) })).status);
    expect(seen).toEqual([200, 200, 500, 200, 200]);
  });

  test.each([{ effect: 'undone' }, { effect: {} }, { effect: { laterMs: -1 } }])('%j is refused', async (fault) => {
    await expect(caller.faults(fault)).rejects.toThrow('400');
  });
});

describe('rights', () => {
  /** A harmless request of each call that needs a right, by the vendor's name of the right. */
  const calls: readonly [action: string, method: string, resource: string][] = [
    ['cfw:captureTask:list', 'GET', 'capture-task'],
    ['cfw:captureTask:create', 'POST', 'capture-task'],
    ['cfw:captureTask:stop', 'POST', 'capture-task/stop'],
    ['cfw:captureTask:delete', 'POST', 'capture-task/batch-delete'],
    ['cfw:captureTask:getResult', 'GET', 'capture-task/capture-result'],
    ['cfw:blackWhite:list', 'GET', 'black-white-lists'],
    ['cfw:blackWhite:create', 'POST', 'black-white-list'],
    ['cfw:blackWhite:create', 'POST', 'black-white-lists'],
    ['cfw:blackWhite:put', 'PUT', 'black-white-list/x'],
    ['cfw:blackWhite:delete', 'DELETE', 'black-white-list/x'],
    ['cfw:blackWhite:delete', 'DELETE', 'black-white-list'],
    ['cfw:ipGroup:list', 'GET', 'address-sets'],
    ['cfw:ipMember:list', 'GET', 'address-items'],
    ['cfw:instance:list', 'POST', 'firewalls/list'],
    ['cfw:instance:get', 'GET', 'firewall/exist'],
  ];

  test('each right is needed by its calls, and by no other', async () => {
    expect(new Set(calls.map(([action]) => action))).toEqual(new Set(ACTIONS));
    expect(calls.length).toBe(OPERATIONS.length - 2);
    for (const denied of new Set(ACTIONS)) {
      await caller.control('PUT', 'rights', { denied: [denied] });
      for (const [action, method, resource] of calls) {
        const answer = await caller.write(method, resource, method === 'GET' ? undefined : {});
        expect([denied, resource, answer.status === 403]).toEqual([denied, resource, action === denied]);
        if (action === denied) expect(answer.body.error_code).toBe('APIGW.0302');
      }
    }
  });

  test('are taken at the start, too; an unknown one is refused', async () => {
    const strict = await startSimulator({ denied: ['cfw:captureTask:create'] });
    const answer = await new Caller(strict).write('POST', 'capture-task', CAPTURE, FIREWALL);
    expect(answer.status).toBe(403);
    await strict.close();
    for (const denied of [['cfw:captureTask:stopp'], 'x']) {
      await expect(caller.control('PUT', 'rights', { denied })).rejects.toThrow('400');
    }
  });
});

describe('the control door', () => {
  test('effects are in order, read and emptied in one step, and their ids go on', async () => {
    await create();
    await caller.write('POST', 'capture-task', CAPTURE, FIREWALL);
    const read = (await caller.control('GET', 'effects')).effects;
    expect(read).toMatchObject([
      { id: 0, operation: 'AddBlackWhiteList' },
      { id: 1, operation: 'CreateCaptureTask', firewallId: FIREWALLS.empty },
    ]);
    expect(await caller.effects()).toEqual(read);
    await create({ port: '1' });
    expect(await caller.effects()).toMatchObject([{ id: 2 }]);
  });

  test('the request log shows a write with its body; reads have no effect to tell of', async () => {
    await create();
    await caller.get('firewall/exist', { limit: 1, offset: 0, service_type: 0 });
    const [write, read] = await caller.requests();
    expect(write).toMatchObject({ method: 'POST', operation: 'AddBlackWhiteList', effect: 'done' });
    expect(JSON.parse(write?.body ?? '')).toEqual(ENTRY);
    expect(read).not.toHaveProperty('effect');
  });

  test('behaviour is told, changed in part, and never misspelt', async () => {
    const before = await caller.control('GET', 'behaviour');
    await caller.control('PUT', 'behaviour', { stopMs: 5 });
    expect(await caller.control('GET', 'behaviour')).toEqual({ ...before, stopMs: 5 });
    for (const wrong of [{ stopms: 5 }, { stopMs: -1 }, { stopMs: '5' }, { newRows: 'middle' }, { constructor: 1 }]) {
      await expect(caller.control('PUT', 'behaviour', wrong)).rejects.toThrow('400');
    }
    const started = await startSimulator({ behaviour: { stopMs: 7 } });
    expect(await new Caller(started).control('GET', 'behaviour')).toEqual({ ...before, stopMs: 7 });
    await started.close();
  });

  test('new connections are refused before their first byte, for a while', async () => {
    /** What becomes of a new connection: null when it is taken. */
    const knock = () =>
      new Promise<string | null>((resolve) => {
        const socket = connect(simulator.port, '127.0.0.1', () => socket.destroy());
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
        socket.once('close', () => resolve(null));
      });
    await caller.control('PUT', 'connections', { refuseMs: 300 });
    expect(await knock()).toBe('ECONNREFUSED');
    while ((await knock()) !== null);
    expect((await create()).status).toBe(200);
    expect(await caller.effects()).toHaveLength(1);
  });
});
