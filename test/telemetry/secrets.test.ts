import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PROJECTS } from '../../src/simulator/known.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { createLog, readEnvironment, type Simulator, startServer, startSimulator } from '../support/built-parts.ts';
import { type Collector, startCollector } from './collector.ts';
import { RunningProgram } from './process.ts';
import { KEY, PRIVATE, provoke, SECRET, TOKEN, USER } from './provoke.ts';
import { LogLines } from './watched-gateway.ts';

/** The secrets that stand in a text. */
const found = (text: string, secrets: readonly string[]) => secrets.filter((secret) => text.includes(secret));

let simulator: Simulator;
let collector: Collector;
beforeAll(async () => {
  simulator = await startSimulator({ credentials: [KEY], iamUsers: [USER] });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

/** The variables of a gateway that logs and traces all it can. */
const variables = () => ({
  PORT: '0',
  LOG_LEVEL: 'trace',
  CFW_ENDPOINT: simulator.url,
  CFW_PROJECT_ID: PROJECTS.main,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  ROUTER_SECRET: 'CANARY-router-secret',
  REQUEST_TIMEOUT_MS: '2000',
});

const SIGNING = {
  HUAWEICLOUD_SDK_AK: KEY.ak,
  HUAWEICLOUD_SDK_SK: KEY.sk,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: KEY.securityToken,
};
const LOGIN = () => ({
  IAM_ENDPOINT: simulator.url,
  IAM_DOMAIN: USER.domain,
  IAM_USERNAME: USER.name,
  IAM_PASSWORD: USER.password,
});

test.each([
  ['a forwarded token', () => ({}), [TOKEN]],
  // Neither a secret key nor a password is ever sent to CFW.
  ['a signing key', () => SIGNING, [KEY.ak, KEY.securityToken]],
  ['a service user', LOGIN, ['nothing']],
])(
  'with %s, nothing secret is in any channel',
  async (_, way, repeated) => {
    const lines = new LogLines();
    const gateway = await startServer(readEnvironment({ ...variables(), ...way() }), await createLog('trace', lines));
    const answers = await provoke(gateway.url, simulator.url, repeated);
    await gateway.close();

    expect(found(answers, SECRET)).toEqual([]);
    const operators = { log: lines.text, traces: collector.text, metrics: answers.slice(answers.indexOf('# HELP')) };
    for (const [channel, text] of Object.entries(operators)) {
      expect([channel, found(text, [...SECRET, ...PRIVATE, simulator.url, '/v1/'])]).toEqual([channel, []]);
    }
    // The channels were open: lines of calls, spans and explain are there.
    expect(lines.text).toContain('"operation":"ListBlackWhiteLists"');
    expect(collector.spans.length).toBeGreaterThan(20);
    expect(answers).toContain('"explain"');
  },
  30_000,
);

test('nor is it in what the process writes', async () => {
  const program = new RunningProgram('src/main.ts', [], variables());
  const [, url] = await program.match(/"url":"([^"]+)"/);
  await provoke(url!, simulator.url, [TOKEN]);
  await program.stop();
  expect(found(program.stdout + program.stderr, [...SECRET, ...PRIVATE, simulator.url])).toEqual([]);
  expect(program.stdout).toContain('"operation":"ListBlackWhiteLists"');
}, 30_000);

describe('the search finds what is planted', () => {
  test('in logs, traces and answers', async () => {
    const lines = new LogLines();
    const gateway = await startServer(readEnvironment(variables()), await createLog('trace', lines));
    const answers = await provoke(
      gateway.url,
      simulator.url,
      ['nothing'],
      `query ${TOKEN} { ${TOKEN}: firewalls { totalCount } }`,
    );
    await gateway.close();
    for (const text of [lines.text, collector.text, answers]) expect(found(text, SECRET)).toEqual([TOKEN]);
  });

  test('in metrics', async () => {
    const metrics = new Metrics();
    metrics.upstream.observer.unknownCode({ operation: 'ListCaptureTask', field: TOKEN, code: 1, rows: 1 });
    expect(found((await metrics.text()).text, SECRET)).toEqual([TOKEN]);
    metrics.close();
  });
});
