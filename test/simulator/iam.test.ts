import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS, IAM_USER, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';

const TASKS = { fw_instance_id: FIREWALLS.documented, limit: 3, offset: 0 };

let simulator: Simulator;
let caller: Caller;
beforeEach(async () => {
  simulator = await startSimulator();
  caller = new Caller(simulator);
});
afterEach(() => simulator.close());

/** A token from IAM, with the scope that the test wants. */
async function issue(scope: unknown, user: Record<string, unknown> = {}, query = '?nocatalog=true') {
  const { domain, name, password } = IAM_USER;
  const password_ = { user: { name, password, domain: { name: domain }, ...user } };
  const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: password_ }, scope } });
  const answer = await caller.send(`/v3/auth/tokens${query}`, { method: 'POST', body });
  return { ...answer, token: answer.headers.get('x-subject-token') ?? '' };
}

describe('IAM', () => {
  test('issues a token for a project, by id or by name, that opens this project alone', async () => {
    for (const project of [{ id: PROJECTS.main }, { name: 'ap-southeast-1' }]) {
      const { status, token, body } = await issue({ project });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        token: {
          methods: ['password'],
          project: { id: PROJECTS.main, name: 'ap-southeast-1' },
          user: { name: IAM_USER.name, domain: { name: IAM_USER.domain } },
        },
      });
      expect(body).not.toHaveProperty('token.catalog');
      expect((await caller.get('capture-task', TASKS, token)).status).toBe(200);
      const elsewhere = await caller.get('capture-task', TASKS, token, PROJECTS.listExample);
      expect([elsewhere.status, elsewhere.body.error_code]).toEqual([403, 'APIGW.0302']);
    }
  });

  test('a token without a project opens none', async () => {
    const { token, status } = await issue(undefined);
    expect(status).toBe(201);
    expect((await caller.get('capture-task', TASKS, token)).status).toBe(403);
  });

  test('times have six digits behind the second, and a day between them', async () => {
    const { token } = (await issue({ project: { id: PROJECTS.main } })).body as unknown as {
      token: { expires_at: string; issued_at: string };
    };
    expect(token.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(Date.parse(token.expires_at) - Date.parse(token.issued_at)).toBe(86_400_000);
  });

  test('a wrong password, an unknown user, an unknown project, and no request at all', async () => {
    for (const user of [{ password: 'wrong' }, { name: 'nobody' }, { domain: { name: 'other' } }]) {
      const answer = await issue({ project: { id: PROJECTS.main } }, user);
      expect(answer.status).toBe(401);
      expect(answer.token).toBe('');
      expect(answer.body).toEqual({
        error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
      });
    }
    expect((await issue({ project: { name: 'nowhere' } })).status).toBe(404);
    for (const body of ['', '{', 'null', '{"auth":null}', '{"auth":{"identity":{"methods":["totp"]}}}']) {
      const answer = await caller.send('/v3/auth/tokens', { method: 'POST', body });
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });

  test('a user may be kept to some projects', async () => {
    const user = { ...IAM_USER, projects: [PROJECTS.listExample] };
    const narrow = await startSimulator({ iamUsers: [user] });
    const before = caller;
    caller = new Caller(narrow);
    expect((await issue({ project: { id: PROJECTS.listExample } })).status).toBe(201);
    expect((await issue({ project: { id: PROJECTS.main } })).status).toBe(403);
    caller = before;
    await narrow.close();
  });

  test('tokens end with their lifetime, by the clock of the simulator; a new one does not end the old', async () => {
    await caller.control('PUT', 'iam', { lifetimeMs: 60_000 });
    const old = await issue({ project: { id: PROJECTS.main } });
    await caller.control('PUT', 'clock', { offsetMs: 50_000 });
    const young = await issue({ project: { id: PROJECTS.main } });
    expect(young.token).not.toBe(old.token);
    expect((await caller.get('capture-task', TASKS, old.token)).status).toBe(200);
    await caller.control('PUT', 'clock', { offsetMs: 61_000 });
    const answer = await caller.get('capture-task', TASKS, old.token);
    expect([answer.status, answer.body.error_code]).toEqual([401, 'APIGW.0307']);
    expect((await caller.get('capture-task', TASKS, young.token)).status).toBe(200);
  });

  test('all tokens can be revoked; the next one is good; a forged one never was', async () => {
    const { token } = await issue({ project: { id: PROJECTS.main } });
    await caller.control('PUT', 'iam', { revokeAll: true });
    expect((await caller.get('capture-task', TASKS, token)).body.error_code).toBe('APIGW.0307');
    const next = await issue({ project: { id: PROJECTS.main } });
    expect((await caller.get('capture-task', TASKS, next.token)).status).toBe(200);
    expect((await caller.get('capture-task', TASKS, `${next.token}x`)).body.error_code).toBe('APIGW.0301');
  });
});
