import { afterEach, expect, test } from '@jest/globals';
import { ACCESS_KEY, IAM_USER, TEMPORARY_KEY } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import type { SeenCall } from '../support/gateway.ts';
import { type Door, openDoor } from './door.ts';

const QUERY = { query: '{ firewalls { totalCount } }' };

let door: Door;
let cfw: Simulator | undefined;
afterEach(async () => {
  await door.close();
  await cfw?.close();
  cfw = undefined;
});

test.each<[string, Record<string, string>]>([
  ['HUAWEICLOUD_SDK_*', { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk }],
  ['CLOUD_SDK_*', { CLOUD_SDK_AK: ACCESS_KEY.ak, CLOUD_SDK_SK: ACCESS_KEY.sk }],
  [
    'a temporary key',
    {
      HUAWEICLOUD_SDK_AK: TEMPORARY_KEY.ak,
      HUAWEICLOUD_SDK_SK: TEMPORARY_KEY.sk,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: TEMPORARY_KEY.securityToken ?? '',
    },
  ],
])('with %s every call is signed, and no caller’s token goes along', async (_, variables) => {
  door = await openDoor(variables);
  const { body } = await door.post(QUERY, { 'x-auth-token': 'token-of-a-caller' });
  expect(body.errors).toBeUndefined();
  const [call] = await door.calls();
  expect(call?.headers.authorization).toContain(`Access=${variables.HUAWEICLOUD_SDK_AK ?? variables.CLOUD_SDK_AK}`);
  expect(call?.headers['x-auth-token']).toBeUndefined();
});

test('with a service user every call has a token of IAM, and no caller’s', async () => {
  cfw = await startSimulator();
  door = await openDoor({
    CFW_ENDPOINT: cfw.url,
    IAM_ENDPOINT: cfw.url,
    IAM_DOMAIN: IAM_USER.domain,
    IAM_USERNAME: IAM_USER.name,
    IAM_PASSWORD: IAM_USER.password,
  });
  const { body } = await door.post(QUERY, { 'x-auth-token': 'token-of-a-caller' });
  expect(body.errors).toBeUndefined();
  const seen = (await (await fetch(`${cfw.url}/_simulator/requests`)).json()) as { requests: SeenCall[] };
  expect(seen.requests.map(({ operation }) => operation)).toEqual(['IamToken', 'ListFirewallList']);
  for (const { headers } of seen.requests) expect(headers['x-auth-token']).not.toBe('token-of-a-caller');
});
