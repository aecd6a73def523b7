import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ENTERPRISE_PROJECT, FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { type SeenCall, startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

const sent = async (operation: string) =>
  (await bed.calls())
    .filter((call) => call.operation === operation)
    .map(({ query }) => query.enterprise_project_id ?? null);

const below = `captureTasks(first: 1) { totalCount nodes { name } }
    protectedObjects(type: INTERNET) { listEntries(listType: BLACKLIST) { totalCount } }`;

test.each([
  ['a firewall of the list', `firewalls(search: "${FIREWALLS.busy}") { nodes { ${below} } }`, ENTERPRISE_PROJECT],
  ['a firewall of the default project', `firewalls(search: "${FIREWALLS.documented}") { nodes { ${below} } }`, '0'],
  [
    'a firewall of a search in all projects',
    `firewalls(search: "${FIREWALLS.busy}", enterpriseProjectId: "all_granted_eps") { nodes { ${below} } }`,
    ENTERPRISE_PROJECT,
  ],
  ['one firewall', `firewall(firewallId: "${FIREWALLS.busy}") { ${below} }`, ENTERPRISE_PROJECT],
])('everything below %s is asked for in the enterprise project of its own', async (_what, field, project) => {
  expect((await bed.ask(`{ ${field} }`)).errors).toBeUndefined();
  const calls = await bed.calls();
  const projects = calls
    .filter(({ operation }) => operation === 'ListCaptureTask' || operation === 'ListBlackWhiteLists')
    .map(({ query }) => query.enterprise_project_id);
  expect(projects).toEqual([project, project]);
});

test('the firewall of a task is asked for in the project of the task', async () => {
  await bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.busy}", enterpriseProjectId: "default", first: 1) { nodes {
      firewall { supportsCapture captureTasks(first: 1) { totalCount } }
    } } }`);
  expect(await sent('ListFirewallDetail')).toEqual(['default']);
});

test.each([
  [
    'captureTasks',
    `captureTasks(firewallId: "${FIREWALLS.busy}", enterpriseProjectId: "0") { totalCount }`,
    'ListCaptureTask',
    '0',
  ],
  [
    'listEntries',
    `listEntries(objectId: "${OBJECTS.documented}", listType: WHITELIST, enterpriseProjectId: "p-1") { totalCount }`,
    'ListBlackWhiteLists',
    'p-1',
  ],
  ['captureTasks', `captureTasks(firewallId: "${FIREWALLS.busy}") { totalCount }`, 'ListCaptureTask', null],
])('%s is asked for in the project of the argument', async (_field, field, operation, project) => {
  expect((await bed.ask(`{ ${field} }`)).errors).toBeUndefined();
  expect(await sent(operation)).toEqual([project]);
});

test('firewalls have it in the body', async () => {
  await bed.ask('{ firewalls(enterpriseProjectId: "default", search: "a", first: 3) { nodes { name } } }');
  const { body } = (await bed.calls())[0] as SeenCall & { body: string };
  expect(JSON.parse(body)).toEqual({ limit: 3, offset: 0, key_word: 'a', enterprise_project_id: 'default' });
});

test('filters and zero values are sent as the document has them', async () => {
  await bed.ask(`{ listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, addressType: IPV4, address: "2.2.2.0/24",
      port: "22", firewallId: "${FIREWALLS.documented}", first: 5) { nodes { address } } }`);
  expect((await bed.calls()).map(({ query }) => query)).toEqual([
    {
      object_id: OBJECTS.documented,
      list_type: '4',
      address_type: '0',
      address: '2.2.2.0',
      port: '22',
      fw_instance_id: FIREWALLS.documented,
      limit: '5',
      offset: '0',
    },
  ]);
});
