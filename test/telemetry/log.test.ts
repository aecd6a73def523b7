import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

const TWO_WINDOWS = `query Dashboard {
  a: captureTasks(firewallId: "${FIREWALLS.documented}", first: 5) { totalCount nodes { taskId } }
  b: captureTasks(firewallId: "${FIREWALLS.documented}", first: 3) { totalCount nodes { taskId } }
}`;

describe('at level debug', () => {
  let gateway: WatchedGateway;
  beforeAll(async () => {
    gateway = await startWatchedGateway({ LOG_LEVEL: 'debug' });
  });
  afterAll(() => gateway.close());

  test('a request is one line', async () => {
    const answer = await gateway.post(
      { query: TWO_WINDOWS },
      { 'x-request-id': 'request-1', 'graphql-client-name': 'console', 'graphql-client-version': '1.2.3' },
    );
    expect(answer.headers.get('x-request-id')).toBe('request-1');
    expect(await gateway.log.request('request-1')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      msg: 'request',
      requestId: 'request-1',
      operation: 'Dashboard',
      status: 200,
      durationMs: expect.any(Number),
      upstreamCalls: 1,
      savedCalls: 1,
      client: 'console',
      clientVersion: '1.2.3',
    });
  });

  test("Apollo's header names are taken too, and cut", async () => {
    const name = 'x'.repeat(500);
    await gateway.post(
      { query: '{ __typename }' },
      {
        'x-request-id': 'request-2',
        'apollographql-client-name': name,
        'apollographql-client-version': '9',
      },
    );
    expect(await gateway.log.request('request-2')).toMatchObject({ client: 'x'.repeat(100), clientVersion: '9' });
  });

  test('a call of CFW is one line, with the ids of both sides', async () => {
    await gateway.control('DELETE', 'requests');
    await gateway.post({ query: TWO_WINDOWS }, { 'x-request-id': 'request-3' });
    const lines = await gateway.log.waitFor(
      1,
      (line) => line.msg === 'upstream call' && line.requestId === 'request-3',
    );
    const { requests } = (await gateway.control('GET', 'requests')) as { requests: unknown[] };
    expect(lines).toHaveLength(requests.length);
    expect(lines[0]).toMatchObject({
      level: 'debug',
      operation: 'ListCaptureTask',
      offset: 0,
      status: 200,
      attempts: 1,
      upstreamRequestId: expect.stringMatching(/\w{8}/),
    });
  });

  test('errors are named by their codes: of CFW, of the arguments, of the query, of HTTP', async () => {
    const bad = [
      [`{ captureTasks(firewallId: "${FIREWALLS.documented}", first: -1) { totalCount } }`, ['BAD_USER_INPUT']],
      ['{ captureTasks(firewallId: "00000000-0000-4000-8000-000000000000") { totalCount } }', ['NOT_FOUND']],
      ['{ nothing }', ['GRAPHQL_VALIDATION_FAILED']],
      ['{', ['GRAPHQL_PARSE_FAILED']],
    ] as const;
    for (const [index, [query, codes]] of bad.entries()) {
      await gateway.post({ query }, { 'x-request-id': `bad-${index}` });
      expect(await gateway.log.request(`bad-${index}`)).toMatchObject({ codes });
    }
    const refused = await gateway.post({ query: '{}' }, { 'x-request-id': 'bad-http', 'content-type': 'image/png' });
    expect(await gateway.log.request('bad-http')).toMatchObject({ status: refused.status });
  });

  test('a client that leaves is a line with status 499', async () => {
    await gateway.control('PUT', 'faults', { faults: [{ hang: true }] });
    const asked = new Promise((resolve) => {
      const request = httpRequest(`${gateway.base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-auth-token': 'token', 'x-request-id': 'request-left' },
      });
      request.on('error', resolve);
      request.end(JSON.stringify({ query: TWO_WINDOWS }), async () => {
        for (;;) {
          const { requests } = (await gateway.control('GET', 'requests')) as { requests: { status: number | null }[] };
          if (requests.some(({ status }) => status === null)) break;
        }
        request.destroy();
      });
    });
    await asked;
    expect(await gateway.log.request('request-left')).toMatchObject({ status: 499 });
    await gateway.control('DELETE', 'faults');
  });

  test('an unknown code is warned of once', async () => {
    const query = `{ captureTasks(firewallId: "${FIREWALLS.busy}", first: 2500) { nodes { status protocol } } }`;
    for (const id of ['unknown-1', 'unknown-2']) {
      await gateway.post({ query }, { 'x-request-id': id });
      await gateway.log.request(id);
    }
    const warnings = gateway.log.lines.filter(({ level }) => level === 'warn');
    expect(warnings.length).toBeGreaterThan(0);
    const kinds = warnings.map(({ operation, field, code }) => `${operation} ${field} ${code}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('a date that cannot be read is warned of once, by its form', async () => {
    const { single } = FIREWALLS;
    await gateway.control('POST', 'rows', { firewallId: single, rows: [{ created_date: '4.6.24' }] });
    for (const id of ['odd-date-1', 'odd-date-2']) {
      await gateway.post(
        { query: `{ captureTasks(firewallId: "${single}") { nodes { createdDate } } }` },
        { 'x-request-id': id },
      );
      await gateway.log.request(id);
    }
    const warnings = gateway.log.lines.filter(({ form }) => form !== undefined);
    expect(warnings).toMatchObject([
      { level: 'warn', operation: 'ListCaptureTask', field: 'created_date', form: '0.0.00' },
    ]);
  });
});

test.each([
  ['info', ['request']],
  ['warn', []],
  ['silent', []],
])('level %s writes %j', async (level, messages) => {
  const gateway = await startWatchedGateway({ LOG_LEVEL: level });
  await (await gateway.post({ query: TWO_WINDOWS })).text();
  await gateway.close();
  expect(gateway.log.lines.map(({ msg }) => msg)).toEqual(messages);
});
