import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FIREWALL, MUTATIONS, newTask } from '../writes/writing.ts';
import { type Collector, startCollector } from './collector.ts';
import { startWatchedGateway, type WatchedGateway } from './watched-gateway.ts';

const KEY = 'CANARY-idempotency-key';
const NAME = 'CANARY-name-of-a-capture';
const RESULT = `query($id: ID!) { node(id: $id) { ... on CaptureTask { result { url accessCode files { name url path } } } } }`;

let collector: Collector;
let gateway: WatchedGateway;
beforeAll(async () => {
  collector = await startCollector();
  gateway = await startWatchedGateway({ LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
});
afterAll(async () => {
  await gateway.close();
  await collector.close();
});

const ask = async (query: string, variables: object) =>
  (await (await gateway.post({ query, variables }, { 'x-explain': 'true' })).json()) as {
    data: { createCaptureTask: { captureTask: { id: string } }; node: { result: Told } };
    extensions: object;
  };

test('neither the result of a capture nor what a write says is in logs, traces, metrics or explain', async () => {
  const secrets: string[] = [KEY, NAME];
  const explained: object[] = [];
  for (const [round, result] of ['link', 'files'].entries()) {
    await gateway.control('PUT', 'behaviour', { result });
    const input = { ...newTask(FIREWALL), name: NAME, idempotencyKey: `${KEY}-${round}` };
    const query = MUTATIONS.createCaptureTask.replace('{ taskId', '{ id taskId');
    const { data, extensions } = await ask(query, { input });
    const { id } = data.createCaptureTask.captureTask;
    await gateway.control('PUT', 'clock', { passedMs: (round + 1) * 300_000 });
    const fetched = await ask(RESULT, { id });
    const told = fetched.data.node.result;
    const said = [told.url, told.accessCode, ...told.files.flatMap(({ url, path }) => [url, path])].filter(isText);
    // The control: there is something that could leak.
    expect(said.length).toBeGreaterThan(1);
    secrets.push(...said);
    explained.push(extensions, fetched.extensions);
  }
  const metrics = await (await gateway.get('/metrics')).text();
  await gateway.log.waitFor(2, ({ msg }) => msg === 'write');
  await gateway.drain();
  const channels = { log: gateway.log.text, traces: collector.text, metrics, explain: JSON.stringify(explained) };
  for (const [channel, text] of Object.entries(channels)) {
    expect([channel, secrets.filter((secret) => text.includes(secret))]).toEqual([channel, []]);
  }
  // The channels were open: each has told of these calls.
  expect(channels.log).toContain('"operation":"createCaptureTask"');
  expect(channels.explain).toContain('"CreateCaptureTask"');
  expect(channels.metrics).toContain('createCaptureTask');
  expect(channels.traces).toContain('CreateCaptureTask');
});

interface Told {
  readonly url: string | null;
  readonly accessCode: string | null;
  readonly files: readonly { readonly url: string | null; readonly path: string | null }[];
}

function isText(value: string | null): value is string {
  return value !== null && value !== '';
}
