import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EnvironmentError, readEnvironment, realm } from '../support/built-parts.ts';
import { startWatchedGateway } from './watched-gateway.ts';

interface Export {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let collector: Server;
let exports: Export[];
let base: string;
beforeEach(async () => {
  exports = [];
  collector = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    exports.push({ path: request.url!, headers: request.headers, body });
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(() => {
  collector.closeAllConnections();
  collector.close();
});

/** Answers one request with these variables in the environment of the process, which the SDK reads too, and ends. */
async function trace(variables: Record<string, string>): Promise<void> {
  const placed = Object.entries(variables).map(([name, value]) => [name, value.replace('<base>', base)]);
  const set: Record<string, string> = Object.fromEntries(placed);
  Object.assign(realm.process.env, set);
  try {
    const gateway = await startWatchedGateway(set);
    await (await gateway.post({ query: '{ firewalls { totalCount } }' }, { 'x-request-id': 'traced' })).text();
    await gateway.log.request('traced');
    await gateway.close();
  } finally {
    for (const name of Object.keys(set)) delete realm.process.env[name];
  }
}

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: '<base>' };
const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';

describe('where traces go', () => {
  test.each<[path: string, type: string, variables: Record<string, string>]>([
    ['/v1/traces', JSON_TYPE, ENDPOINT],
    ['/v1/traces', JSON_TYPE, { OTEL_EXPORTER_OTLP_ENDPOINT: '<base>/' }],
    ['/prefix/v1/traces', JSON_TYPE, { OTEL_EXPORTER_OTLP_ENDPOINT: '<base>/prefix' }],
    ['/taken/as/it/is', JSON_TYPE, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '<base>/taken/as/it/is' }],
    [
      '/own',
      JSON_TYPE,
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '<base>/own' },
    ],
    ['/v1/traces', JSON_TYPE, { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'false' }],
    ['/v1/traces', JSON_TYPE, { ...ENDPOINT, OTEL_SDK_DISABLED: '1' }],
    ['/v1/traces', PROTOBUF, { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }],
    [
      '/v1/traces',
      JSON_TYPE,
      { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' },
    ],
  ])('to %s, as %s: %j', async (path, type, variables) => {
    await trace(variables);
    expect(exports.map((each) => [each.path, each.headers['content-type']])).toEqual([[path, type]]);
    expect(exports[0]!.body).toContain('CFW ListFirewallList');
  });

  test.each<[Record<string, string>]>([
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }],
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
    [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'always_off' }],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }],
    [{ OTEL_SERVICE_NAME: 'alone', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
  ])('nowhere: %j', async (variables) => {
    await trace(variables);
    expect(exports).toEqual([]);
  });

  test('without an endpoint, to the collector of this machine when the exporter is named', () => {
    expect(readEnvironment({ OTEL_TRACES_EXPORTER: 'otlp' }).tracing?.url).toBe('http://localhost:4318/v1/traces');
    expect(readEnvironment({}).tracing).toBeUndefined();
  });
});

test('headers, compression, the name and attributes of the service are the SDK’s to read', async () => {
  await trace({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-both=general,x-key=a%20key',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-both=own',
    OTEL_SERVICE_NAME: 'named-so',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=not-so,team=net%20work',
  });
  expect(exports).toHaveLength(1);
  expect(exports[0]!.headers).toMatchObject({ 'x-both': 'own', 'x-key': 'a key' });
  const { resourceSpans } = JSON.parse(exports[0]!.body);
  expect(resourceSpans[0].resource.attributes).toEqual([
    { key: 'service.name', value: { stringValue: 'named-so' } },
    { key: 'team', value: { stringValue: 'net work' } },
  ]);
  await trace({ ...ENDPOINT, OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' });
  expect(exports[1]!.headers['content-encoding']).toBe('gzip');
});

test.each<[name: string, value: string]>([
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'grpc'],
  ['OTEL_TRACES_EXPORTER', 'zipkin'],
  ['OTEL_TRACES_EXPORTER', 'otlp,console'],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'a=b=c'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'a=%zz'],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'collector:4318'],
])('what is not supported stops the start with a line: %s=%s', (name, value) => {
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', [name]: value };
  expect(() => readEnvironment(variables)).toThrow(EnvironmentError);
  expect(() => readEnvironment(variables)).toThrow(new RegExp(`^${name} must be .*Example: ${name}=`));
});

test('the table names what is read, here or by the SDK, and nothing else', async () => {
  const [, part] = (await readFile('docs/operating.md', 'utf8')).split('<!-- opentelemetry:begin -->');
  const rows = part!.split('<!-- opentelemetry:end -->')[0]!.split('\n');
  const named = rows.flatMap((row) => [...row.split(' | ')[0]!.matchAll(/`(OTEL_\w+)`/g)].map(([, name]) => name!));
  const rules = await readFile('src/environment/rules.ts', 'utf8');
  const own = [...rules.matchAll(/^ {2}(OTEL_\w+): \[/gm)].map(([, name]) => name!);
  expect(own.filter((name) => !named.includes(name))).toEqual([]);
  const packages = ['otlp-exporter-base/build/src/configuration', 'resources/build/src/detectors'];
  const files = packages.map(async (folder) => {
    const path = `node_modules/@opentelemetry/${folder}`;
    const names = (await readdir(path)).filter((name) => name.endsWith('.js'));
    return (await Promise.all(names.map((name) => readFile(`${path}/${name}`, 'utf8')))).join('\n');
  });
  // The SDK puts the name of the signal together.
  const sdk = (await Promise.all(files)).join('\n').replace(/\$\{signalIdentifier\}/g, 'TRACES');
  const foreign = named.filter((name) => !own.includes(name));
  expect(foreign.length).toBeGreaterThan(5);
  expect(foreign.filter((name) => !sdk.includes(name))).toEqual([]);
});
