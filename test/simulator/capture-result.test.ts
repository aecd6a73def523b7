import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller, type Query } from './caller.ts';
import { CAPTURE, codeOf, FIREWALL, refused, tasksOf } from './writing.ts';

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

describe('the result of a capture', () => {
  const resultOf = (query: Query) => caller.get('capture-task/capture-result', { ...FIREWALL, ...query });

  async function ended(): Promise<string> {
    await caller.write('POST', 'capture-task', CAPTURE, FIREWALL);
    const [task] = await tasksOf(caller);
    await caller.control('PUT', 'clock', { passedMs: 6 * 60_000 });
    return String(task?.task_id);
  }

  test('is a share link with an extraction code, or a list of files: never both', async () => {
    const task_id = await ended();
    const link = (await resultOf({ task_id })).body.data as unknown as Record<string, unknown>;
    expect(link).toEqual({
      captcha: expect.any(String),
      expires: expect.any(Number),
      url: expect.stringContaining('https://'),
    });
    await caller.control('PUT', 'behaviour', { result: 'files' });
    expect((await resultOf({ task_id })).body.data).toEqual({
      file_list: [{ file_name: `${task_id}.pcap`, url: link.url, file_path: expect.any(String) }],
      request_header: { Host: 'obs.example.com' },
    });
  });

  test('exists for status 1 and 4 alone', async () => {
    const rows = await caller.rows(`firewallId=${FIREWALLS.documented}`);
    for (const status of [0, 1, 2, 4, 5, 9]) {
      const task = rows.find((row) => row.status === status && row.is_deleted === 0);
      const query = { fw_instance_id: FIREWALLS.documented, task_id: String(task?.task_id) };
      const answer = await resultOf(query);
      expect([status, ...codeOf(answer)]).toEqual(
        status === 1 || status === 4 ? [status, 200, undefined] : [status, ...refused('00200005')],
      );
    }
  });

  test('type and ip: at most three, as csv and repeated', async () => {
    const task_id = await ended();
    for (const query of [{ type: 0 }, { type: 1, ip: '1.1.1.1' }, { type: 1, ip: '1.1.1.1,2.2.2.2,2001:db8::1' }]) {
      expect((await resultOf({ task_id, ...query })).status).toBe(200);
    }
    const repeated = `fw_instance_id=${FIREWALLS.empty}&task_id=${task_id}&type=1&ip=1.1.1.1&ip=2.2.2.2`;
    const path = `/v1/${PROJECTS.main}/capture-task/capture-result?${repeated}`;
    const headers = { 'X-Auth-Token': 't' };
    expect((await caller.send(path, { headers })).status).toBe(200);
    expect(codeOf(await caller.send(`${path}&ip=3.3.3.3,4.4.4.4`, { headers }))).toEqual(refused('00200001'));
    for (const query of [{ type: 2 }, { type: 1 }, { type: 1, ip: 'x' }, { type: 0, ip: '1.1.1' }]) {
      expect(codeOf(await resultOf({ task_id, ...query }))).toEqual(refused('00200001'));
    }
    expect(codeOf(await resultOf({}))).toEqual(refused('00200001'));
    expect(codeOf(await resultOf({ task_id, fw_instance_id: FIREWALLS.single }))).toEqual(refused('00200005'));
  });
});

describe('the quota', () => {
  const quotaOf = (type: string, firewallId: string = FIREWALLS.documented) =>
    caller.send(`/v2/${PROJECTS.main}/cfw/${firewallId}/quota?config_type=${type}`, {
      headers: { 'X-Auth-Token': 't' },
    });

  test('counts a list over all objects of a firewall', async () => {
    for (const [type, used] of [
      ['BLACKLIST', 2012],
      ['WHITELIST', 2007],
    ] as const) {
      const numbers = { max_quota: 2000, used_quota: used };
      expect((await quotaOf(type)).body).toEqual({
        data: { quota_type: type, ...numbers, item_info: { ...numbers, extras_info: {} } },
      });
    }
    await caller.control('POST', 'rows', { objectId: OBJECTS.emptyInternet, listType: 4, count: 3 });
    const { data } = (await quotaOf('BLACKLIST', FIREWALLS.empty)).body;
    expect(data).toMatchObject({ used_quota: 3 });
  });

  test('knows no other kind, no other firewall, and on some sites nothing', async () => {
    expect(codeOf(await quotaOf('ACL'))).toEqual(refused('00200010'));
    expect(codeOf(await quotaOf('constructor'))).toEqual(refused('00200010'));
    expect(codeOf(await quotaOf(''))).toEqual(refused('00200001'));
    expect(codeOf(await quotaOf('BLACKLIST', 'nothing'))).toEqual(refused('00200005'));
    await caller.control('PUT', 'behaviour', { quota: 'missing' });
    expect(codeOf(await quotaOf('BLACKLIST'))).toEqual([404, 'APIGW.0101']);
  });
});
