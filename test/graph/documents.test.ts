import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBed, type TestBed } from '../support/gateway.ts';

/** The examples of the vendor's two documents, word for word. */
function example(name: string): { request: URL; response: string; error?: string } {
  const { request, response, error } = JSON.parse(
    readFileSync(new URL(`../simulator/fixtures/${name}.json`, import.meta.url), 'utf8'),
  );
  return {
    request: new URL(request.replace('{Endpoint}', 'endpoint')),
    response: JSON.stringify(response),
    error: JSON.stringify(error),
  };
}

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

/** Asks for what an example asks for, with its answer on the wire, and checks that the request was the example's. */
async function ask(query: string, request: URL, reply: Record<string, unknown>) {
  await bed.control('PUT', 'faults', { faults: [reply] });
  await bed.calls();
  const [, , projectId = ''] = request.pathname.split('/');
  const answer = await bed.ask(query, {}, { 'x-project-id': projectId });
  const [call, ...others] = await bed.calls();
  expect(others).toEqual([]);
  expect(call?.path).toBe(request.pathname);
  expect(call?.query).toEqual(Object.fromEntries(request.searchParams));
  return answer;
}

describe('"Querying a Packet Capture Task"', () => {
  const { request, response } = example('capture-task');

  test('its example response, field by field', async () => {
    const answer = await ask(
      `{ captureTasks(firewallId: "${request.searchParams.get('fw_instance_id')}", enterpriseProjectId: "default", first: 50) {
        totalCount
        nodes {
          firewallId taskId name status protocol sourceAddress sourceAddressType sourcePort destAddress destAddressType
          destPort duration maxPackets captureSize captureSizeBytes remainingDays isDeleted createdDate modifiedDate
        }
      } }`,
      request,
      { rawBody: response },
    );
    expect(answer).toEqual({
      data: {
        captureTasks: {
          totalCount: 1,
          nodes: [
            {
              firewallId: 'ebf891cd-2163-48a0-9963-6309f99dd3c4',
              taskId: '24e6bb6d-d335-48fd-b9c7-bbaaa851d209',
              name: 'zhuabaotest',
              status: 'RUNNING',
              protocol: 'ANY',
              sourceAddress: '1.1.1.1',
              sourceAddressType: 'IPV4',
              sourcePort: null,
              destAddress: '2.2.2.2',
              destAddressType: 'IPV4',
              destPort: null,
              duration: 3,
              maxPackets: 100_000,
              captureSize: null,
              captureSizeBytes: null,
              remainingDays: 7,
              isDeleted: false,
              createdDate: '2024-06-04T11:23:50.000Z',
              modifiedDate: '2024-06-04T11:23:50.000Z',
            },
          ],
        },
      },
    });
  });
});

describe('"Querying a Blacklist or Whitelist"', () => {
  const { request, response, error } = example('black-white-lists');
  const query = `{ listEntries(objectId: "${request.searchParams.get('object_id')}", listType: WHITELIST, first: 10) {
    totalCount
    nodes {
      objectId listType listId direction addressType address protocol port description createdDate modifiedDate
    }
  } }`;

  test('its example error, seven digits and all', async () => {
    const { data, errors } = await ask(query, request, { status: 400, rawBody: error });
    expect(data).toEqual({ listEntries: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('instance status error'),
        path: ['listEntries'],
        extensions: {
          code: 'FAILED_PRECONDITION',
          upstream: { service: 'CFW', status: 400, errorCode: 'CFW.0020016', requestId: expect.any(String) },
        },
      }),
    ]);
  });

  test('its example response, field by field', async () => {
    expect(await ask(query, request, { rawBody: response })).toEqual({
      data: {
        listEntries: {
          totalCount: 1,
          nodes: [
            {
              objectId: 'cfebd347-b655-4b84-b938-3c54317599b2',
              listType: 'WHITELIST',
              listId: '1310d401-daf5-44f2-8276-f79e1643984d',
              direction: 'SOURCE',
              addressType: 'IPV4',
              address: '1.1.1.1',
              protocol: 'TCP',
              port: '1',
              description: null,
              createdDate: null,
              modifiedDate: null,
            },
          ],
        },
      },
    });
  });
});
