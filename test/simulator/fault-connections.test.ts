import { describe, expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';
import { FaultBed, TASKS } from './fault-bed.ts';

const bed = new FaultBed();

describe('connections', () => {
  test('latency delays the right answer', async () => {
    await bed.caller.faults({ latencyMs: 60, jitterMs: 20 });
    const before = performance.now();
    expect((await bed.tasks()).body.data?.total).toBe(140);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test('rows are read after the latency, not before', async () => {
    await bed.caller.faults({ latencyMs: 100, times: 1 });
    const slow = bed.tasks();
    const { ids } = await bed.caller.control('POST', 'rows', { firewallId: FIREWALLS.documented });
    expect((await slow).body.data?.total).toBe(141);
    await bed.caller.control('DELETE', `rows/${(ids as string[])[0]}`);
  });

  test('a reset, before the answer and in the middle of it', async () => {
    await bed.caller.control('DELETE', 'requests');
    await bed.caller.faults({ reset: true, times: 1 }, { resetAfterBytes: 40 });
    await expect(bed.tasks()).rejects.toThrow();
    await expect(bed.tasks()).rejects.toThrow();
    const seen = (await bed.caller.requests()).map(({ status, aborted }) => [status, aborted]);
    // It was not the client who went away.
    expect(seen).toEqual([
      [null, false],
      [200, false],
    ]);
  });

  test('slices: the body comes in pieces, whole in the end', async () => {
    const right = await bed.tasks();
    await bed.caller.faults({ sliceMs: 1, sliceBytes: 100 });
    const query = `fw_instance_id=${FIREWALLS.documented}&limit=10&offset=0`;
    const url = `${bed.simulator.url}/v1/${PROJECTS.main}/capture-task?${query}`;
    const response = await fetch(url, { headers: { 'X-Auth-Token': 't' } });
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body ?? []) pieces.push(piece as Uint8Array);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces).toString()).toBe(right.text);
  });

  test('a hang ends with the client, and the log knows', async () => {
    await bed.caller.control('DELETE', 'requests');
    await bed.caller.faults({ hang: true });
    const leaving = new AbortController();
    const hung = bed.caller.send(`/v1/${PROJECTS.main}/capture-task`, { signal: leaving.signal });
    while ((await bed.caller.requests()).length === 0);
    expect(await bed.caller.requests()).toMatchObject([{ status: null, finishedAt: null, aborted: false }]);
    leaving.abort();
    await expect(hung).rejects.toThrow();
    let [seen] = await bed.caller.requests();
    while (seen?.finishedAt === null) [seen] = await bed.caller.requests();
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
