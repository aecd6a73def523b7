import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeNodeId } from '../../src/graph/relay/node-id.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { outcomeOf, rangesOf } from './asking.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const TASKS = `captureTasks(firewallId: "${FIREWALLS.busy}"`;

describe('look-ups by key', () => {
  const idsOf = async (firewallId: string) => {
    const { rows } = (await bed.control('GET', `rows?firewallId=${firewallId}`)) as { rows: { task_id: string }[] };
    return rows.map(({ task_id }) => task_id);
  };
  const nodes = (firewallId: string, ids: readonly string[]) => ({
    ids: ids.map((id) => writeNodeId('CaptureTask', firewallId, id)),
  });

  test('100 ids of a firewall with 140 tasks: 1', async () => {
    const ids = (await idsOf(FIREWALLS.documented)).slice(20, 120).toReversed();
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CaptureTask { taskId } } }';
    const { data, calls, explain } = await outcomeOf(bed, query, nodes(FIREWALLS.documented, ids));
    expect(data.nodes).toEqual(ids.map((taskId) => ({ taskId })));
    expect(calls).toHaveLength(1);
    expect(explain).toMatchObject({ windows: 100, upstreamCalls: 1, savedCalls: 99 });
  });

  test('a walk ends when all keys are found, and begins where windows read', async () => {
    const ids = await idsOf(FIREWALLS.busy);
    const task = (id = '') => `captureTask(firewallId: "${FIREWALLS.busy}", taskId: "${id}") { taskId }`;
    const near = await outcomeOf(bed, `{ a: ${task(ids[3])} b: ${task(ids[900])} }`);
    expect(rangesOf(near.calls)).toEqual([[0, 1024]]);
    const beside = await outcomeOf(bed, `{ page: ${TASKS}, first: 10) { nodes { id } } a: ${task(ids[900])} }`);
    expect(rangesOf(beside.calls)).toEqual([[0, 1024]]);
    const far = await outcomeOf(bed, `{ a: ${task(ids[3])} b: ${task(ids[1500])} }`);
    expect(rangesOf(far.calls)).toEqual([
      [0, 1024],
      [1024, 1024],
    ]);
  });

  test('absent keys are null, after the whole list once', async () => {
    const absent = `captureTask(firewallId: "${FIREWALLS.busy}", taskId: "00000000-0000-4000-a000-000000000000") { taskId }`;
    const { data, errors, calls } = await outcomeOf(bed, `{ a: ${absent} b: ${absent} }`);
    expect([data, errors]).toEqual([{ a: null, b: null }, []]);
    expect(calls).toHaveLength(3);
  });

  test('of an unknown firewall are null; where the whole API is not found, that is an error', async () => {
    const task = `{ task: captureTask(firewallId: "no-such-firewall", taskId: "a") { taskId } }`;
    expect(await bed.ask(task)).toMatchObject({ data: { task: null } });
    expect((await bed.ask(task)).errors).toBeUndefined();
    await bed.control('PUT', 'faults', { faults: [{ times: 1, status: 404, errorCode: 'APIGW.0101' }] });
    const { errors } = await bed.ask(task);
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    await bed.control('DELETE', 'faults');
  });

  test('a row that was brought is given although another call of the same round failed', async () => {
    const [first] = await idsOf(FIREWALLS.busy);
    await bed.control('PUT', 'faults', {
      faults: [{ match: { operation: 'ListCaptureTask', offset: 1476 }, status: 400, errorCode: 'CFW.00200001' }],
    });
    const { data, errors } = await outcomeOf(
      bed,
      `{ page: ${TASKS}, first: 5) { nodes { id } }
         tail: ${TASKS}, last: 1024) { nodes { id } }
         task: captureTask(firewallId: "${FIREWALLS.busy}", taskId: "${first}") { taskId } }`,
    );
    expect(data).toMatchObject({ page: { nodes: expect.any(Array) }, tail: null, task: { taskId: first } });
    expect(errors.map(({ path }) => path)).toEqual([['tail']]);
    await bed.control('DELETE', 'faults');
  });

  test('a protected object by its id alone is found although another firewall cannot be asked', async () => {
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on ProtectedObject { objectId } } }';
    const of = [OBJECTS.documented, '00000000-0000-4000-a000-000000000000'].map((objectId) => ({
      __typename: 'ProtectedObject',
      objectId,
    }));
    await bed.control('PUT', 'faults', {
      faults: [{ match: { operation: 'ListFirewallDetail', firewallId: FIREWALLS.busy }, status: 403 }],
    });
    const { data, errors } = await outcomeOf(bed, query, { of });
    await bed.control('DELETE', 'faults');
    expect(data).toEqual({ _entities: [{ objectId: OBJECTS.documented }, null] });
    // Whether the other one exists is not known: it may belong to the firewall that could not be asked.
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([[['_entities', 1], 'FORBIDDEN']]);
    expect((await outcomeOf(bed, query, { of })).data).toEqual({ _entities: [{ objectId: OBJECTS.documented }, null] });
  });
});
