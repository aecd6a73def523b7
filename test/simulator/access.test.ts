import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tenantMark } from '../../src/simulator/access/tenant.ts';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

const TASKS = { fw_instance_id: FIREWALLS.documented, limit: 3, offset: 0 };
const OTHER_PROJECT = '0123456789abcdef0123456789abcdef';

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

describe('the gate of the API gateway', () => {
  test('without token and signature nobody is let in', async () => {
    for (const headers of [{}, { 'X-Auth-Token': '' }]) {
      const answer = await caller.send(`/v1/${PROJECTS.main}/capture-task?limit=0`, { headers });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({
        error_code: 'APIGW.0301',
        error_msg: 'Incorrect IAM authentication information: x-auth-token not found',
        request_id: answer.headers.get('x-request-id'),
      });
    }
  });

  test('an unknown path is unknown before anything else; a slash at the end makes one', async () => {
    for (const path of ['/', '/v1/x/nothing', `/v1/${PROJECTS.main}/capture-task/`, '/v1//capture-task']) {
      const answer = await caller.send(path);
      expect([path, answer.status, answer.body.error_code]).toEqual([path, 404, 'APIGW.0101']);
      expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
    }
    const put = await caller.write('PUT', 'capture-task', {});
    expect([put.status, put.body.error_code]).toEqual([404, 'APIGW.0101']);
  });

  test('tokens made for tests are expired or damaged', async () => {
    const expired = await caller.get('capture-task', TASKS, 'expired-1');
    expect([expired.status, expired.body.error_code]).toEqual([401, 'APIGW.0307']);
    const invalid = await caller.get('capture-task', TASKS, 'invalid-1');
    expect([invalid.status, invalid.body.error_code]).toEqual([401, 'APIGW.0301']);
    expect(invalid.body.error_msg).toContain('decrypt token fail');
  });

  test('a project that does not exist is forbidden, unless it is made', async () => {
    const answer = await caller.get('capture-task', TASKS, 't', OTHER_PROJECT);
    expect([answer.status, answer.body.error_code]).toEqual([403, 'APIGW.0302']);
    const wider = await startSimulator({ projects: [OTHER_PROJECT] });
    expect((await new Caller(wider).get('capture-task', TASKS, 't', OTHER_PROJECT)).status).toBe(200);
    await wider.close();
  });

  test('every answer has a request id of its own', async () => {
    const ids = new Set<string | null>();
    for (const limit of [1, 0, 1])
      ids.add((await caller.get('capture-task', { ...TASKS, limit })).headers.get('x-request-id'));
    expect(ids.size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('what is too large is refused with the code of the gateway', async () => {
    const url = await caller.get('capture-task', { ...TASKS, x: 'x'.repeat(33_000) });
    expect([url.status, url.body.error_code]).toEqual([414, 'APIGW.0201']);
    const header = await caller.get('capture-task', TASKS, 't'.repeat(33_000));
    expect([header.status, header.body.error_code]).toEqual([494, 'APIGW.0201']);
    const body = await caller.post('firewalls/list', { limit: 1, offset: 0, x: 'x'.repeat(13 * 1024 * 1024) });
    expect([body.status, body.body.error_code]).toEqual([413, 'APIGW.0201']);
  });
});

describe('tenant rows', () => {
  test('every row names the credential that read it', async () => {
    const marking = await startSimulator({ tenantRows: true });
    const tenants = new Caller(marking);
    for (const token of ['alice', 'bob']) {
      const mark = tenantMark(token);
      const tasks = await tenants.get('capture-task', { ...TASKS, limit: 140 }, token);
      expect(tasks.body.data?.records).toHaveLength(140);
      for (const row of tasks.body.data?.records ?? []) expect(String(row.name).startsWith(mark)).toBe(true);
      const entries = { object_id: OBJECTS.documented, list_type: 5, limit: 50, offset: 0 };
      for (const row of (await tenants.get('black-white-lists', entries, token)).body.data?.records ?? []) {
        expect(String(row.description).startsWith(mark)).toBe(true);
      }
      const window = { limit: 9, offset: 0, service_type: 0 };
      const list = await tenants.post('firewalls/list', window, token);
      const detail = await tenants.get('firewall/exist', window, token);
      for (const row of [...(list.body.data?.records ?? []), ...(detail.body.data?.records ?? [])]) {
        expect(String(row.fw_instance_name).startsWith(`${mark} `)).toBe(true);
      }
    }
    await marking.close();
  });

  test('rows are plain without the option', async () => {
    const { body } = await caller.get('capture-task', TASKS, 'alice');
    expect(body.data?.records[0]?.name).toBe('zhuabaotest');
  });
});
