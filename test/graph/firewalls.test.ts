import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ENTERPRISE_PROJECT, FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { withBed } from './own-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

type Fields = Readonly<Record<string, unknown>>;

async function firewalls(args: string, fields: string): Promise<readonly Fields[]> {
  const { data, errors } = await bed.ask(`{ firewalls${args} { nodes { ${fields} } } }`);
  expect(errors).toBeUndefined();
  return (data as unknown as { firewalls: { nodes: Fields[] } }).firewalls.nodes;
}

const operations = async () => (await bed.calls()).map(({ operation }) => operation);

describe('firewalls', () => {
  test('starts without an id and says what each firewall is, in one call', async () => {
    const found = await firewalls(
      '',
      'firewallId name status enterpriseProjectId highAvailability chargeMode engineType edition eipCount vpcCount bandwidth',
    );
    expect(found.map(({ firewallId }) => firewallId)).toEqual(Object.values(FIREWALLS));
    expect(found[1]).toEqual({
      firewallId: FIREWALLS.busy,
      name: 'edge-busy',
      status: 'RUNNING',
      enterpriseProjectId: ENTERPRISE_PROJECT,
      highAvailability: 'CLUSTER',
      chargeMode: 'PAY_PER_USE',
      engineType: 'HILLSTONE',
      edition: 'PLATINUM',
      eipCount: 20,
      vpcCount: 2,
      bandwidth: 10,
    });
    expect(await operations()).toEqual(['ListFirewallList']);
  });

  test.each([
    [`(search: "${FIREWALLS.single}")`, [FIREWALLS.single]],
    ['(search: "edge")', [FIREWALLS.documented, FIREWALLS.busy]],
    [`(enterpriseProjectId: "${ENTERPRISE_PROJECT}")`, [FIREWALLS.busy, FIREWALLS.withoutCapture]],
    ['(search: "nothing like it")', []],
    ['(first: 2)', [FIREWALLS.documented, FIREWALLS.busy]],
    ['(last: 1)', [FIREWALLS.sparse]],
  ])('%s', async (args, ids) => {
    expect((await firewalls(args, 'firewallId')).map(({ firewallId }) => firewallId)).toEqual(ids);
  });

  test('knows every state, and calls one that no document names UNKNOWN', async () => {
    await withBed({}, { extraFirewalls: 14 }, async (many) => {
      const { data } = await many.ask('{ firewalls(search: "extra") { nodes { status } } }');
      expect(
        (data as unknown as { firewalls: { nodes: Fields[] } }).firewalls.nodes.map(({ status }) => status),
      ).toEqual([
        ...['RUNNING', 'AWAITING_PAYMENT', 'CREATING', 'DELETING', 'UPGRADING', 'DELETED', 'FROZEN', 'CREATE_FAILED'],
        ...['DELETE_FAILED', 'FREEZE_FAILED', 'STORING', 'STORE_FAILED', 'UPGRADE_FAILED', 'UNKNOWN'],
      ]);
    });
  });
});

describe('details', () => {
  test('are read once a firewall, however often they are asked for', async () => {
    const found = await firewalls(
      '(first: 3)',
      'supportsCapture protectedObjects { objectId type } again: supportsCapture other: protectedObjects { firewall { supportsCapture name } }',
    );
    expect(found[1]).toEqual({
      supportsCapture: true,
      protectedObjects: [
        { objectId: OBJECTS.busyVpc, type: 'VPC' },
        { objectId: OBJECTS.busyInternet, type: 'INTERNET' },
      ],
      again: true,
      other: Array(2).fill({ firewall: { supportsCapture: true, name: 'edge-busy' } }),
    });
    expect(await operations()).toEqual(['ListFirewallList', ...Array(3).fill('ListFirewallDetail')]);
  });

  test('choose a border by its type, wherever it stands', async () => {
    const found = await firewalls('(first: 2)', 'protectedObjects(type: INTERNET) { objectId name type }');
    expect(found).toEqual(
      [OBJECTS.documented, OBJECTS.busyInternet].map((objectId) => ({
        protectedObjects: [{ objectId, name: `internet-${objectId.slice(0, 8)}`, type: 'INTERNET' }],
      })),
    );
  });

  test('are null where CFW leaves them out', async () => {
    expect(await firewalls('(last: 2)', 'supportsCapture protectedObjects { objectId }')).toEqual([
      {
        supportsCapture: false,
        protectedObjects: [{ objectId: OBJECTS.withoutCaptureVpc }, { objectId: OBJECTS.withoutCaptureInternet }],
      },
      { supportsCapture: null, protectedObjects: null },
    ]);
  });

  test('of many firewalls are read at most four at a time', async () => {
    await withBed({}, { extraFirewalls: 30 }, async (many) => {
      await many.control('PUT', 'faults', { faults: [{ match: { operation: 'ListFirewallDetail' }, latencyMs: 40 }] });
      const { errors } = await many.ask('{ firewalls { nodes { supportsCapture } } }');
      expect(errors).toBeUndefined();
      const { requests } = (await many.control('GET', 'requests')) as {
        requests: { operation: string; startedAt: number; finishedAt: number }[];
      };
      const details = requests.filter(({ operation }) => operation === 'ListFirewallDetail');
      expect(details).toHaveLength(36);
      const together = details.map(
        ({ startedAt: moment }) =>
          details.filter((other) => other.startedAt <= moment && moment < other.finishedAt).length,
      );
      expect(Math.max(...together)).toBe(4);
    });
  });
});

describe('firewall', () => {
  test('gives everything of one firewall in one call', async () => {
    const { data } = await bed.ask(
      `{ firewall(firewallId: "${FIREWALLS.busy}") { id name status supportsCapture protectedObjects { objectId } } }`,
    );
    expect(data).toMatchObject({ firewall: { name: 'edge-busy', supportsCapture: true } });
    expect(await operations()).toEqual(['ListFirewallDetail']);
  });

  test('is null for one that is not there', async () => {
    expect(await bed.ask('{ firewall(firewallId: "00000000-0000-4000-8000-000000000000") { name } }')).toEqual({
      data: { firewall: null },
    });
  });
});

describe('the firewall of a task', () => {
  const ask = (fields: string) =>
    bed.ask(`{ captureTasks(firewallId: "${FIREWALLS.busy}", first: 100) { nodes { firewall { ${fields} } } } }`);

  test('costs nothing for its id', async () => {
    const { data } = await ask('id firewallId');
    expect((data?.captureTasks as unknown as { nodes: Fields[] } | undefined)?.nodes[99]).toMatchObject({
      firewall: { firewallId: FIREWALLS.busy },
    });
    expect(await operations()).toEqual(['ListCaptureTask']);
  });

  test('costs one call for all tasks of it, and tells its own enterprise project', async () => {
    const { data } = await ask('name enterpriseProjectId captureTasks(first: 1) { totalCount }');
    const firewall = { name: 'edge-busy', enterpriseProjectId: ENTERPRISE_PROJECT, captureTasks: { totalCount: 2500 } };
    expect(data).toEqual({ captureTasks: { nodes: Array(100).fill({ firewall }) } });
    expect(await operations()).toEqual(['ListCaptureTask', 'ListFirewallDetail']);
  });
});
