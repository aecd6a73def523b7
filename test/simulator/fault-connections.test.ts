import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { Caller } from './caller.ts';

const TASKS = { fw_instance_id: FIREWALLS.documented, limit: 10, offset: 0 };

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => caller.control('DELETE', 'faults'));
afterAll(() => simulator.close());

const tasks = () => caller.get('capture-task', TASKS);

describe('connections', () => {
  test('latency delays the right answer', async () => {
    await caller.faults({ latencyMs: 60, jitterMs: 20 });
    const before = performance.now();
    expect((await tasks()).body.data?.total).toBe(140);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test('rows are read after the latency, not before', async () => {
    await caller.faults({ latencyMs: 100, times: 1 });
    const slow = tasks();
    const { ids } = await caller.control('POST', 'rows', { firewallId: FIREWALLS.documented });
    expect((await slow).body.data?.total).toBe(141);
    await caller.control('DELETE', `rows/${(ids as string[])[0]}`);
  });

  test('a reset, before the answer and in the middle of it', async () => {
    await caller.control('DELETE', 'requests');
    await caller.faults({ reset: true, times: 1 }, { resetAfterBytes: 40 });
    await expect(tasks()).rejects.toThrow();
    await expect(tasks()).rejects.toThrow();
    const seen = (await caller.requests()).map(({ status, aborted }) => [status, aborted]);
    // It was not the client who went away.
    expect(seen).toEqual([
      [null, false],
      [200, false],
    ]);
  });

  test('slices: the body comes in pieces, whole in the end', async () => {
    const right = await tasks();
    await caller.faults({ sliceMs: 1, sliceBytes: 100 });
    const query = `fw_instance_id=${FIREWALLS.documented}&limit=10&offset=0`;
    const url = `${simulator.url}/v1/${PROJECTS.main}/capture-task?${query}`;
    const response = await fetch(url, { headers: { 'X-Auth-Token': 't' } });
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body ?? []) pieces.push(piece as Uint8Array);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces).toString()).toBe(right.text);
  });

  test('a hang ends with the client, and the log knows', async () => {
    await caller.control('DELETE', 'requests');
    await caller.faults({ hang: true });
    const leaving = new AbortController();
    const hung = caller.send(`/v1/${PROJECTS.main}/capture-task`, { signal: leaving.signal });
    while ((await caller.requests()).length === 0);
    expect(await caller.requests()).toMatchObject([{ status: null, finishedAt: null, aborted: false }]);
    leaving.abort();
    await expect(hung).rejects.toThrow();
    let [seen] = await caller.requests();
    while (seen?.finishedAt === null) [seen] = await caller.requests();
    expect(seen).toMatchObject({ status: null, aborted: true });
  });

  test('a simulator closes although a request hangs', async () => {
    const closing = await startSimulator();
    const other = new Caller(closing);
    await other.faults({ hang: true });
    const hung = other.get('capture-task', TASKS);
    while ((await other.requests()).length === 0);
    await Promise.all([closing.close(), expect(hung).rejects.toThrow()]);
  });
});
