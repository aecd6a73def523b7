import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { listEntries } from '../../src/cfw/resources/list-entry.ts';
import { callBy, FIREWALL_ID, OBJECT_ID, PROJECT_ID } from './caller.ts';
import { json, page, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;

beforeAll(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({ endpoint: `${upstream.url}/`, timeZone: 'UTC', attemptTimeoutMs: 2000 });
});
afterAll(async () => {
  await client.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.reply = json(page([]));
});

describe('what goes on the wire', () => {
  test('capture tasks: the canonical query with its zeros, and no header but the fixed ones and the token', async () => {
    const call = callBy(forwardedToken('the-token'));
    await client.list(
      captureTasks,
      { firewallId: FIREWALL_ID, enterpriseProjectId: 'default' },
      { offset: 0, limit: 50 },
      call,
    );
    const [sent] = upstream.received;
    expect(sent?.method).toBe('GET');
    expect(sent?.target).toBe(
      `/v1/${PROJECT_ID}/capture-task?enterprise_project_id=default&fw_instance_id=${FIREWALL_ID}&limit=50&offset=0`,
    );
    expect(sent?.headers).toEqual({
      host: upstream.url.slice('http://'.length),
      connection: 'keep-alive',
      accept: 'application/json',
      'accept-encoding': expect.any(String),
      'content-type': 'application/json',
      'user-agent': 'cfw-graphql',
      'x-auth-token': 'the-token',
      'x-language': 'en-us',
    });
  });

  test('list entries: codes with their zeros, the mask of an address cut off', async () => {
    await client.list(
      listEntries,
      { objectId: OBJECT_ID, listType: 'BLACKLIST', addressType: 'IPV4', address: '2.2.2.0/24', port: '80-443' },
      { offset: 1024, limit: 1024 },
      callBy(forwardedToken('t')),
    );
    expect(upstream.received[0]?.target).toBe(
      `/v1/${PROJECT_ID}/black-white-lists?address=2.2.2.0&address_type=0&limit=1024&list_type=4&object_id=${OBJECT_ID}&offset=1024&port=80-443`,
    );
  });

  test('firewalls: a POST with its paging in the body', async () => {
    await client.list(firewalls, { search: 'edge "1"' }, { offset: 0, limit: 10 }, callBy(forwardedToken('t')));
    const [sent] = upstream.received;
    expect(sent?.method).toBe('POST');
    expect(sent?.target).toBe(`/v1/${PROJECT_ID}/firewalls/list`);
    expect(sent?.body).toBe('{"limit":10,"offset":0,"key_word":"edge \\"1\\""}');
  });
});
