import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { realm } from '../support/built-parts.ts';
import { type Collector, type ReceivedSpan, startCollector } from './collector.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER_SPAN = 'b7ad6b7169203331';
const SERVER = 2;
const CLIENT = 3;

let collector: Collector;
let gateway: WatchedGateway;
beforeEach(async () => {
  collector = await startCollector();
  gateway = await startWatchedGateway({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
});
afterEach(() => collector.close());

/** Sends what is left, and ends. */
async function spans(): Promise<readonly ReceivedSpan[]> {
  await gateway.close();
  return collector.spans;
}

const childrenOf = (all: readonly ReceivedSpan[], parent: ReceivedSpan | undefined) =>
  all.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);

describe('a traced request', () => {
  const query = `query Board {
    a: captureTasks(firewallId: "${FIREWALLS.busy}", first: 2000) { nodes { name } }
    b: captureTasks(firewallId: "${FIREWALLS.documented}", first: 5) { nodes { name firewall { name supportsCapture } } }
  }`;

  test('is a tree: request, rounds of the planner, calls of CFW', async () => {
    await gateway.control('DELETE', 'requests');
    await (await gateway.post({ query }, { 'x-request-id': 'request-1' })).text();
    const { requests } = (await gateway.control('GET', 'requests')) as {
      requests: { operation: string; query: { offset: string; limit: string }; requestId: string }[];
    };
    const all = await spans();

    const [request, ...others] = childrenOf(all, { spanId: '' } as ReceivedSpan);
    expect(others).toEqual([]);
    expect(request).toMatchObject({ name: 'query Board', kind: SERVER, service: 'cfw-graphql' });
    expect(request?.attributes).toEqual({
      'graphql.operation.name': 'Board',
      'graphql.operation.type': 'query',
      'http.response.status_code': 200,
      'cfw_graphql.request_id': 'request-1',
      'cfw_graphql.upstream_calls': requests.length,
      'cfw_graphql.saved_calls': expect.anything(),
    });
    const rounds = childrenOf(all, request).filter(({ name }) => name === 'plan captureTasks');
    expect(rounds.length).toBeGreaterThan(1);
    const inRounds = rounds.flatMap((round) => {
      const calls = childrenOf(all, round);
      expect(calls).toHaveLength(Number(round.attributes['cfw.calls']));
      return calls;
    });
    const calls = [...inRounds, ...childrenOf(all, request).filter(({ kind }) => kind === CLIENT)];
    expect(calls.map(({ name }) => name).sort()).toEqual(requests.map(({ operation }) => `CFW ${operation}`).sort());
    expect(new Set(all.map(({ traceId }) => traceId)).size).toBe(1);
    expect(1 + rounds.length + calls.length).toBe(all.length);
    for (const call of calls) {
      expect(call.kind).toBe(CLIENT);
      expect(call.attributes).toMatchObject({
        'http.response.status_code': 200,
        'cfw.request_id': expect.stringMatching(/\w{8}/),
      });
      expect(call.durationMs).toBeLessThanOrEqual(request!.durationMs);
    }
  });

  test("continues the caller's trace and says so, but tells CFW nothing of it", async () => {
    const headers = { traceparent: `00-${TRACE}-${CALLER_SPAN}-01`, tracestate: 'vendor=1' };
    const answer = await gateway.post({ query }, headers);
    await answer.text();
    const { requests } = (await gateway.control('GET', 'requests')) as { requests: { headers: object }[] };
    for (const { headers } of requests) {
      expect(Object.keys(headers)).not.toContain('traceparent');
      expect(JSON.stringify(headers)).not.toContain(TRACE);
    }
    const all = await spans();
    expect(new Set(all.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    const [request] = all.filter(({ parentSpanId }) => parentSpanId === CALLER_SPAN);
    expect(answer.headers.get('traceresponse')).toBe(`00-${TRACE}-${request?.spanId}-01`);
  });

  test('the log line has the id of the trace', async () => {
    const headers = { traceparent: `00-${TRACE}-${CALLER_SPAN}-01`, 'x-request-id': 'request-2' };
    await (await gateway.post({ query }, headers)).text();
    expect(await gateway.log.request('request-2')).toMatchObject({ traceId: TRACE });
    await spans();
  });

  test('a caller that samples nothing is not sampled', async () => {
    const answer = await gateway.post({ query }, { traceparent: `00-${TRACE}-${CALLER_SPAN}-00` });
    expect(answer.headers.get('traceresponse')).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
    await answer.text();
    expect(await spans()).toEqual([]);
  });

  test.each([`00-${TRACE}-${CALLER_SPAN}-01-more`, `00-${TRACE.toUpperCase()}-${CALLER_SPAN}-01`, `00-${TRACE}-01`])(
    'the damaged traceparent %j is left aside',
    async (traceparent) => {
      await (await gateway.post({ query: '{ __typename }' }, { traceparent })).text();
      const [request] = await spans();
      expect(request?.parentSpanId).toBe('');
      expect(request?.traceId).not.toBe(TRACE);
    },
  );

  test('an error is its code', async () => {
    const firewallId = '00000000-0000-4000-8000-000000000000';
    await (await gateway.post({ query: `{ captureTasks(firewallId: "${firewallId}") { nodes { name } } }` })).text();
    const all = await spans();
    expect(all.find(({ kind }) => kind === SERVER)?.attributes['error.type']).toBe('NOT_FOUND');
    expect(all.find(({ kind }) => kind === CLIENT)?.attributes).toMatchObject({
      'error.type': 'NOT_FOUND',
      'cfw.error_code': 'CFW.00200005',
      'http.response.status_code': 400,
    });
  });
});

describe('a collector that is not there', () => {
  beforeAll(() => {
    realm.process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '200';
  });
  afterAll(() => {
    delete realm.process.env.OTEL_EXPORTER_OTLP_TIMEOUT;
  });

  test('costs no request, and the gateway closes without it', async () => {
    await collector.close();
    const answer = await gateway.post({ query: '{ __typename }' });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    expect(await spans()).toEqual([]);
  });
});
