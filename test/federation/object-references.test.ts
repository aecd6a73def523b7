import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ENTERPRISE_PROJECT, OBJECTS } from '../../src/simulator/known.ts';
import { type SeenCall, startTestBed, type TestBed } from '../support/gateway.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

const GONE = '00000000-0000-4000-8000-000000000000';

async function objects(ids: readonly string[], fields: string) {
  const { data, errors } = await bed.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ProtectedObject { ${fields} } } }`,
    { representations: ids.map((objectId) => ({ __typename: 'ProtectedObject', objectId })) },
  );
  expect(errors).toBeUndefined();
  return (data as unknown as { _entities: unknown[] })._entities;
}

const count = (calls: readonly SeenCall[], operation: string) =>
  calls.filter((call) => call.operation === operation).length;

test('protected objects are searched for in every firewall, once for all of them', async () => {
  const found = await objects([...Object.values(OBJECTS), GONE], 'objectId type firewall { name }');
  expect(found.slice(0, 3)).toEqual([
    { objectId: OBJECTS.documented, type: 'INTERNET', firewall: { name: 'edge-production' } },
    { objectId: OBJECTS.documentedVpc, type: 'VPC', firewall: { name: 'edge-production' } },
    { objectId: OBJECTS.busyVpc, type: 'VPC', firewall: { name: 'edge-busy' } },
  ]);
  expect(found.at(-1)).toBeNull();
  const calls = await bed.calls();
  expect([count(calls, 'ListFirewallList'), count(calls, 'ListFirewallDetail'), calls.length]).toEqual([1, 6, 7]);
});

test('their lists are asked for in the firewall and the enterprise project that own them', async () => {
  expect(await objects([OBJECTS.busyInternet], 'listEntries(listType: BLACKLIST) { totalCount }')).toEqual([
    { listEntries: { totalCount: 1024 } },
  ]);
  const entries = (await bed.calls()).find(({ operation }) => operation === 'ListBlackWhiteLists');
  expect(entries?.query).toMatchObject({ object_id: OBJECTS.busyInternet, enterprise_project_id: ENTERPRISE_PROJECT });
  expect(entries?.query.fw_instance_id).toEqual(expect.any(String));
});
