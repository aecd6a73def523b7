import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { readSeries } from './series.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

const BUSY = FIREWALLS.busy;

describe('GET /metrics', () => {
  let gateway: WatchedGateway;
  let requests = 0;
  beforeAll(async () => {
    gateway = await startWatchedGateway();
  });
  afterAll(() => gateway.close());

  async function ask<Data>(query: string): Promise<Data> {
    const requestId = `metrics-${++requests}`;
    const answer = await gateway.post({ query }, { 'x-request-id': requestId });
    // Metrics and log line are written together, after the answer has gone.
    await gateway.log.request(requestId);
    return ((await answer.json()) as { data: Data }).data;
  }

  /** By how much each series has grown while something was done. */
  async function growth(work: () => Promise<unknown>): Promise<(series: string) => number> {
    const scrape = async () => readSeries(await (await gateway.get('/metrics')).text());
    const before = await scrape();
    await work();
    const after = await scrape();
    return (series) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
  }

  test('is the Prometheus text format', async () => {
    const answer = await gateway.get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  test('counts requests, pages, calls and what was saved', async () => {
    const grown = await growth(() =>
      ask(`{ a: captureTasks(firewallId: "${BUSY}", first: 2500) { nodes { taskId } }
             b: captureTasks(firewallId: "${BUSY}", first: 10) { nodes { taskId } } }`),
    );
    expect(grown('cfw_graphql_request_duration_seconds_count{code="OK"}')).toBe(1);
    expect(grown('cfw_graphql_pages_total{drift="NONE"}')).toBe(2);
    expect(grown('cfw_upstream_call_duration_seconds_count{operation="ListCaptureTask",code="OK"}')).toBe(3);
    expect(grown('cfw_upstream_attempts_total{operation="ListCaptureTask",status="200"}')).toBe(3);
    expect(grown('cfw_graphql_saved_calls_total')).toBe(1);
    expect(grown('cfw_graphql_requests_in_flight')).toBe(0);
    expect(grown('cfw_upstream_calls_in_flight')).toBe(0);
  });

  test('shows what is in flight, and that it was shared', async () => {
    await gateway.control('PUT', 'faults', { faults: [{ hang: true }] });
    const query = `{ captureTasks(firewallId: "${BUSY}", first: 1) { totalCount nodes { name } } }`;
    const leave = new AbortController();
    const asked = ['left-1', 'left-2'].map((id) =>
      fetch(`${gateway.base}/graphql`, {
        method: 'POST',
        signal: leave.signal,
        headers: { 'content-type': 'application/json', 'x-auth-token': 'token', 'x-request-id': id },
        body: JSON.stringify({ query }),
      }).catch(() => undefined),
    );
    const grown = await growth(async () => {
      for (;;) {
        const series = readSeries(await (await gateway.get('/metrics')).text());
        if (series.get('cfw_graphql_requests_in_flight') === 2 && series.get('cfw_upstream_calls_in_flight') === 1)
          break;
      }
      leave.abort();
      await Promise.all([...asked, gateway.log.request('left-1'), gateway.log.request('left-2')]);
    });
    await gateway.control('DELETE', 'faults');
    expect(grown('cfw_graphql_shared_calls_total')).toBe(1);
    expect(grown('cfw_graphql_request_duration_seconds_count{code="CLIENT_LEFT"}')).toBe(2);
  });

  test('counts errors by code and attempts by status', async () => {
    await gateway.control('PUT', 'faults', {
      faults: [
        { status: 503, times: 1 },
        { status: 418, times: 1 },
      ],
    });
    const grown = await growth(async () => {
      await ask(`{ captureTasks(firewallId: "${BUSY}") { totalCount } }`);
      await ask(`{ captureTasks(firewallId: "..") { totalCount } }`);
    });
    await gateway.control('DELETE', 'faults');
    expect(grown('cfw_upstream_attempts_total{operation="ListCaptureTask",status="503"}')).toBe(1);
    expect(grown('cfw_upstream_attempts_total{operation="ListCaptureTask",status="4xx"}')).toBe(1);
    expect(grown('cfw_graphql_errors_total{code="BAD_USER_INPUT"}')).toBeGreaterThan(0);
    expect(grown('cfw_graphql_request_duration_seconds_count{code="BAD_USER_INPUT"}')).toBeGreaterThan(0);
  });

  test('counts pages whose rows have moved', async () => {
    const page = (after: string | null) =>
      ask<{ captureTasks: { pageInfo: { endCursor: string } } }>(
        `{ captureTasks(firewallId: "${BUSY}", first: 5, after: ${JSON.stringify(after)}) { nodes { name } pageInfo { endCursor } } }`,
      );
    const { captureTasks } = await page(null);
    await gateway.control('POST', 'rows', { firewallId: BUSY, at: 0, count: 3 });
    const grown = await growth(() => page(captureTasks.pageInfo.endCursor));
    expect(grown('cfw_graphql_pages_total{drift="REALIGNED"}')).toBe(1);
  });

  test('counts rows with an unknown code by field', async () => {
    await gateway.control('POST', 'rows', { firewallId: FIREWALLS.single, rows: [{ status: 77 }, { status: 78 }] });
    const grown = await growth(() => ask(`{ captureTasks(firewallId: "${FIREWALLS.single}") { nodes { status } } }`));
    expect(grown('cfw_upstream_unknown_codes_total{operation="ListCaptureTask",field="status"}')).toBe(2);
  });

  test('counts rows with a date that cannot be read by field', async () => {
    await gateway.control('POST', 'rows', { firewallId: FIREWALLS.single, rows: [{ created_date: 'soon' }] });
    const grown = await growth(() => ask(`{ captureTasks(firewallId: "${FIREWALLS.single}") { nodes { status } } }`));
    expect(grown('cfw_upstream_unreadable_dates_total{operation="ListCaptureTask",field="created_date"}')).toBe(1);
  });

  test('shows the event loop and the process', async () => {
    const series = readSeries(await (await gateway.get('/metrics')).text());
    expect(series.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(series.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  test('has no series that a caller can name', async () => {
    const count = async () => readSeries(await (await gateway.get('/metrics')).text()).size;
    const names = (prefix: string) => Array.from({ length: 20 }, (_, index) => `${prefix}${index}`);
    const send = async (name: string) => {
      const query = `query ${name} { ${name}: captureTasks(firewallId: "${name}", first: 1) { totalCount } }`;
      const headers = { 'x-request-id': name, 'x-project-id': name, 'graphql-client-name': name };
      await gateway.post({ query, operationName: name }, headers);
      await gateway.log.request(name);
    };
    await Promise.all(names('First').map(send));
    const before = await count();
    await Promise.all(names('Second').map(send));
    expect(await count()).toBe(before);
  });
});
