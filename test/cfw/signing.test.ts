import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import type { Credentials } from '../../src/cfw/credentials/credentials.ts';
import { signingKey } from '../../src/cfw/credentials/signing-key.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { firewallDetail } from '../../src/cfw/resources/firewall-detail.ts';
import { listEntries } from '../../src/cfw/resources/list-entry.ts';
import { ACCESS_KEY, PROJECTS, TEMPORARY_KEY } from '../../src/simulator/known.ts';
import { callBy, FIREWALL_ID, OBJECT_ID } from './caller.ts';
import { readTask, type Simulated, startSimulated } from './simulated.ts';

let simulator: Simulated;
let client: CfwClient;

beforeEach(async () => {
  simulator = await startSimulated();
  client = createCfwClient({ endpoint: simulator.url, timeZone: 'UTC', attemptTimeoutMs: 2000 });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await client.close();
  await simulator.close();
});

const KEY = { accessKey: ACCESS_KEY.ak, secretKey: ACCESS_KEY.sk };
const read = (credentials: Credentials, offset = 0, projectId: string = PROJECTS.main) =>
  readTask(client, callBy(credentials, { projectId }), offset);
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'OK' : (result.reason as { code: string }).code));

describe('signed calls', () => {
  test('are let in by code that is not ours: lists, a POST, text to encode, temporary keys', async () => {
    const temporary = {
      accessKey: TEMPORARY_KEY.ak,
      secretKey: TEMPORARY_KEY.sk,
      securityToken: TEMPORARY_KEY.securityToken,
    };
    for (const key of [KEY, temporary]) {
      const call = () => callBy(signingKey(key));
      await client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset: 0, limit: 5 }, call());
      await client.list(firewalls, { search: 'ü "\\' }, { offset: 0, limit: 5 }, call());
      await client.list(
        listEntries,
        { objectId: OBJECT_ID, listType: 'WHITELIST', address: '2001:db8::*', port: '80,443' },
        { offset: 0, limit: 5 },
        call(),
      );
      const one = { firewallId: FIREWALL_ID, enterpriseProjectId: '0' };
      expect((await client.list(firewallDetail, one, { offset: 0, limit: 1 }, call())).rows).toMatchObject([
        { firewallId: FIREWALL_ID },
      ]);
    }
  });

  test('behind a path of the endpoint, the whole path is signed', async () => {
    const { url } = simulator;
    const plain = createCfwClient({ endpoint: `${url}/other`, timeZone: 'UTC', attemptTimeoutMs: 2000 });
    await expect(readTask(plain, callBy(signingKey(KEY)))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await plain.close();
  });
});

describe('a clock that is off', () => {
  test.each([20, -20])('by %d minutes costs one more attempt, and no call', async (minutes) => {
    await simulator.control('PUT', 'clock', { offsetMs: minutes * 60_000 });
    const credentials = signingKey(KEY);
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, offset) => read(credentials, offset)));
    expect(new Set(codes(results))).toEqual(new Set(['OK']));
    const statuses = (await simulator.requests('ListCaptureTask')).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(1);
    expect(statuses).toHaveLength(51);
  });

  test('one that jumps later is followed too', async () => {
    const credentials = signingKey(KEY);
    for (const offsetMs of [0, 1_200_000, -1_200_000, 0]) {
      await simulator.control('PUT', 'clock', { offsetMs });
      await expect(read(credentials)).resolves.toMatchObject({ rows: expect.any(Array) });
    }
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(7);
  });

  test('a server that always says expired is asked twice at most', async () => {
    const fault = {
      status: 401,
      errorCode: 'APIGW.0301',
      errorMsg: 'signature expired, signature time:1,server time:2',
    };
    await simulator.control('PUT', 'faults', { faults: [fault] });
    await expect(read(signingKey(KEY))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(2);
  });
});

describe('a key that is refused', () => {
  const wrong = { ...KEY, secretKey: 'wrong' };

  test('is sent three times in a row at most, also by many calls at once and for several projects', async () => {
    const credentials = signingKey(wrong);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, offset) =>
        read(credentials, offset, offset % 2 === 0 ? PROJECTS.main : PROJECTS.listExample),
      ),
    );
    expect(new Set(codes(results))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(3);
    await expect(read(credentials)).rejects.toThrow(/no call is made for another (?:300|299) s\. .*HUAWEICLOUD_SDK_AK/);
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(3);
  });

  test('is tried again after five minutes, and other credentials at once', async () => {
    const credentials = signingKey(wrong);
    for (let attempt = 0; attempt < 4; attempt++) await read(credentials).catch(() => undefined);
    await expect(read(signingKey(KEY))).resolves.toMatchObject({ rows: expect.any(Array) });
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(4);

    const later = Date.now() + 5 * 60_000 + 1;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    await expect(read(credentials)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await simulator.requests('ListCaptureTask')).toHaveLength(5);
    clock.mockRestore();
  });

  test('a good answer ends the count', async () => {
    const fault = { status: 401, errorCode: 'APIGW.0301', errorMsg: 'verify aksk signature fail', times: 2 };
    const credentials = signingKey(KEY);
    for (let round = 0; round < 3; round++) {
      await simulator.control('PUT', 'faults', { faults: [fault] });
      const results = codes(await Promise.allSettled([read(credentials), read(credentials, 1), read(credentials, 2)]));
      expect(results.toSorted()).toEqual(['OK', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
    }
  });

  test('a project that hangs does not keep a new key from others', async () => {
    await simulator.control('PUT', 'faults', { faults: [{ match: { projectId: PROJECTS.listExample }, hang: true }] });
    const credentials = signingKey(KEY);
    const hanging = read(credentials, 0, PROJECTS.listExample).catch((error: { code: string }) => error.code);
    const hurried = callBy(credentials, { projectId: PROJECTS.main, deadlineMs: 1000 });
    await expect(readTask(client, hurried)).resolves.toMatchObject({ rows: expect.any(Array) });
    await client.close();
    await hanging;
  });
});
