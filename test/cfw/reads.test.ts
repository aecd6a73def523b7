import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewallDetail } from '../../src/cfw/resources/firewall-detail.ts';
import { callBy, FIREWALL_ID, OBJECT_ID } from './caller.ts';
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

// The example of the seed "Querying a Packet Capture Task".
const TASK = {
  capture_size: '--',
  created_date: '2024/06/04 11:23:50',
  dest_address: '2.2.2.2',
  dest_address_type: 0,
  dest_port: '',
  duration: 3,
  is_deleted: 0,
  max_packets: 100000,
  modified_date: '2024/06/04 11:23:50',
  name: 'zhuabaotest',
  protocol: -1,
  remaining_days: 7,
  source_address: '1.1.1.1',
  source_address_type: 0,
  source_port: '',
  status: 2,
  task_id: '24e6bb6d-d335-48fd-b9c7-bbaaa851d209',
};

describe('what comes back', () => {
  test('the document’s example task', async () => {
    upstream.reply = json(page([TASK]));
    const answer = await client.list(
      captureTasks,
      { firewallId: FIREWALL_ID },
      { offset: 0, limit: 50 },
      callBy(forwardedToken('t')),
    );
    expect(answer).toEqual({
      offset: 0,
      total: 1,
      rows: [
        {
          firewallId: FIREWALL_ID,
          taskId: TASK.task_id,
          name: 'zhuabaotest',
          status: 'RUNNING',
          statusCode: 2,
          protocol: 'ANY',
          sourceAddress: '1.1.1.1',
          sourceAddressType: 'IPV4',
          sourcePort: null,
          destAddress: '2.2.2.2',
          destAddressType: 'IPV4',
          destPort: null,
          duration: 3,
          maxPackets: 100000,
          captureSize: null,
          remainingDays: 7,
          isDeleted: false,
          createdDate: '2024-06-04T11:23:50.000Z',
          modifiedDate: '2024-06-04T11:23:50.000Z',
          enterpriseProjectId: null,
        },
      ],
    });
  });

  test('rows beyond the limit are cut', async () => {
    upstream.reply = json(page([TASK, TASK, TASK]));
    const answer = await client.list(
      captureTasks,
      { firewallId: FIREWALL_ID },
      { offset: 0, limit: 2 },
      callBy(forwardedToken('t')),
    );
    expect(answer.rows).toHaveLength(2);
    expect(answer.total).toBe(3);
  });

  test('one firewall with what it protects', async () => {
    const row = {
      fw_instance_id: FIREWALL_ID,
      name: '1680054140516',
      fw_instance_name: 'edge',
      status: 2,
      enterprise_project_id: '0',
      feature_toggle: { is_support_capture: true },
      flavor: { version: 1, eip_count: 50 },
      protect_objects: [
        { object_id: OBJECT_ID, object_name: 'vpc', type: 1 },
        { object_id: 'b', object_name: 'net', type: 0 },
      ],
    };
    upstream.reply = json(page([row]));
    const call = () => callBy(forwardedToken('t'));
    const { rows } = await client.list(firewallDetail, { firewallId: FIREWALL_ID }, { offset: 0, limit: 1 }, call());
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      firewallId: FIREWALL_ID,
      name: 'edge',
      status: 'RUNNING',
      edition: 'PROFESSIONAL',
      supportsCapture: true,
      protectedObjects: [
        { objectId: OBJECT_ID, name: 'vpc', type: 'VPC', firewallId: FIREWALL_ID },
        { objectId: 'b', name: 'net', type: 'INTERNET', firewallId: FIREWALL_ID },
      ],
    });
  });
});
