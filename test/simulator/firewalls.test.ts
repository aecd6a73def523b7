import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENTERPRISE_PROJECT, FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await startSimulator({ extraFirewalls: 28 });
  caller = new Caller(simulator);
});
afterAll(() => simulator.close());

const list = async (body: Record<string, unknown> = {}) => {
  const answer = await caller.post('firewalls/list', { limit: 1024, offset: 0, ...body });
  expect(answer.status).toBe(200);
  return answer.body.data?.records.map((record) => record.fw_instance_id) ?? [];
};

const exist = (query: Record<string, string | number> = {}) =>
  caller.get('firewall/exist', { limit: 10, offset: 0, service_type: 0, ...query });

describe('POST firewalls/list', () => {
  test('lists every firewall with the fields of the list and no others', async () => {
    const { body } = await caller.post('firewalls/list', { limit: 1, offset: 0 });
    expect(body).toMatchObject({
      user_support_eps: true,
      has_ndr: false,
      data: { limit: 1, offset: 0, total: 34, project_id: PROJECTS.main },
    });
    const record = body.data?.records[0] ?? {};
    expect(Object.keys(record).sort()).toEqual(
      [
        ...['charge_mode', 'engine_type', 'enterprise_project_id', 'flavor', 'fw_instance_id', 'fw_instance_name'],
        ...['ha_type', 'name', 'resource_id', 'service_type', 'status', 'tags'],
      ].sort(),
    );
    expect(record).toMatchObject({
      fw_instance_id: FIREWALLS.documented,
      resource_id: FIREWALLS.documented,
      name: '1680054140516',
      fw_instance_name: 'edge-production',
    });
    expect(JSON.parse(String(record.tags))).toEqual({ environment: 'production', team: 'network' });
  });

  test('its window is in the body and mandatory', async () => {
    const all = await list();
    expect(await list({ limit: 4, offset: 3 })).toEqual(all.slice(3, 7));
    expect(await list({ offset: 34 })).toEqual([]);
    for (const bad of [
      {},
      { limit: 1 },
      { limit: 0, offset: 0 },
      { limit: 1025, offset: 0 },
      { limit: 1, offset: -1 },
    ]) {
      const answer = await caller.post('firewalls/list', bad);
      expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00200001']);
    }
    const broken = await caller.send(`/v1/${PROJECTS.main}/firewalls/list`, {
      method: 'POST',
      headers: { 'X-Auth-Token': 't' },
      body: '{',
    });
    expect([broken.status, broken.body.error_code]).toEqual([400, 'CFW.00200001']);
  });

  test('key_word is an id or a part of the display name', async () => {
    expect(await list({ key_word: FIREWALLS.busy })).toEqual([FIREWALLS.busy]);
    expect(await list({ key_word: 'edge' })).toEqual([FIREWALLS.documented, FIREWALLS.busy]);
    expect(await list({ key_word: 'nothing' })).toEqual([]);
  });

  test('an enterprise project keeps its own; all_granted_eps keeps all', async () => {
    expect(await list({ enterprise_project_id: ENTERPRISE_PROJECT })).toEqual([
      FIREWALLS.busy,
      FIREWALLS.withoutCapture,
    ]);
    expect(await list({ enterprise_project_id: 'default' })).toEqual(await list({ enterprise_project_id: '0' }));
    expect(await list({ enterprise_project_id: '0' })).toHaveLength(32);
    expect(await list({ enterprise_project_id: 'all_granted_eps' })).toHaveLength(34);
  });

  test('tags keep the firewalls that have them all', async () => {
    const production = { key: 'environment', values: ['production', 'test'] };
    expect(await list({ tags: [production] })).toEqual([FIREWALLS.documented, FIREWALLS.busy]);
    expect(await list({ tags: [production, { key: 'team' }] })).toEqual([FIREWALLS.documented]);
  });

  test('every status is somewhere, and one that nobody knows', async () => {
    const { body } = await caller.post('firewalls/list', { limit: 1024, offset: 0 });
    const statuses = new Set(body.data?.records.map((record) => record.status));
    expect([...statuses].map(Number).sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99]);
  });
});

describe('GET firewall/exist', () => {
  test('answers one firewall with objects and features', async () => {
    const { body } = await exist({ fw_instance_id: FIREWALLS.busy });
    expect(body.data).toMatchObject({ limit: 10, offset: 0, total: 1 });
    expect(body.data?.records).toHaveLength(1);
    expect(body.data?.records[0]).toMatchObject({
      fw_instance_id: FIREWALLS.busy,
      fw_instance_name: 'edge-busy',
      name: '1685923430117',
      enterprise_project_id: ENTERPRISE_PROJECT,
      flavor: { version: 2 },
      feature_toggle: { is_support_capture: true, isSupportSession: true },
      // By type, never by position.
      protect_objects: [
        { object_id: OBJECTS.busyVpc, type: 1 },
        { object_id: OBJECTS.busyInternet, type: 0 },
      ],
    });
  });

  test('without an id it answers the first firewall alone', async () => {
    const { body } = await exist();
    expect(body.data?.total).toBe(1);
    expect(body.data?.records.map((record) => record.fw_instance_id)).toEqual([FIREWALLS.documented]);
    const ofProject = await exist({ enterprise_project_id: ENTERPRISE_PROJECT });
    expect(ofProject.body.data?.records.map((record) => record.fw_instance_id)).toEqual([FIREWALLS.busy]);
    expect((await exist({ offset: 1 })).body.data).toMatchObject({ total: 1, records: [] });
  });

  test('features may be false or absent, objects too', async () => {
    const [without] = (await exist({ fw_instance_id: FIREWALLS.withoutCapture })).body.data?.records ?? [];
    expect(without?.feature_toggle).toMatchObject({ is_support_capture: false });
    const [sparse] = (await exist({ fw_instance_id: FIREWALLS.sparse })).body.data?.records ?? [];
    expect(sparse).not.toHaveProperty('protect_objects');
    expect(sparse).not.toHaveProperty('feature_toggle');
  });

  test('an unknown id does not exist', async () => {
    const answer = await exist({ fw_instance_id: 'nothing' });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'CFW.00200005']);
  });

  test.each(['limit', 'offset', 'service_type'])('%s is mandatory', async (name) => {
    const answer = await exist({ [name]: '' });
    expect([answer.status, answer.body.error_msg]).toEqual([400, `parameter ${name} is empty`]);
  });

  test('every protected object of the list answers its two lists', async () => {
    for (const objectId of Object.values(OBJECTS)) {
      for (const listType of [4, 5]) {
        const answer = await caller.get('black-white-lists', {
          object_id: objectId,
          list_type: listType,
          limit: 1,
          offset: 0,
        });
        expect(answer.status).toBe(200);
      }
    }
  });
});
