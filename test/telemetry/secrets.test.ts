import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/environment.ts';
import { startServer } from '../../src/server.ts';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import { Telemetry } from '../../src/telemetry/telemetry.ts';
import { type Collector, startCollector } from './collector.ts';
import { RunningProgram } from './process.ts';
import { LogLines } from './watched-gateway.ts';

const TOKEN = 'CANARY_token_5e1d';
const KEY = { ak: 'CANARY-ak-03', sk: 'CANARY-sk-77ab', securityToken: 'CANARY-security-token-19' };
const USER = { domain: 'CANARY-domain', name: 'CANARY-user', password: 'CANARY-password-42' };
/** What the gateway may be told, must use, and may not tell operators or callers. */
const SECRET = [
  TOKEN,
  ...Object.values(KEY),
  USER.password,
  'CANARY-cookie',
  'CANARY-authorization',
  'CANARY-router-secret',
];
/** What is the caller's own: it may come back to the caller, but operators have no business with it. */
const PRIVATE = ['61237-61239', '203.0.113.77', 'CANARY-literal', 'CANARY-search', 'CANARY-header'];

/** What CFW may do wrong; its gateway is known to repeat requests and credentials in its messages. */
const faultsThatRepeat = (secrets: readonly string[]) => [
  [],
  [{ status: 400, errorCode: 'CFW.00200001', errorMsg: `refused ${secrets.join(' ')}` }],
  [{ status: 429, errorCode: 'APIGW.0308', errorMsg: 'policy user over ratelimit,limit:1,time:1 minute' }],
  [{ status: 500, rawBody: JSON.stringify({ error_code: secrets[0], error_msg: secrets.at(-1) }) }],
  [{ status: 404, headers: { 'x-request-id': secrets[0] } }],
  [{ body: 'html' }],
  [{ body: 'truncated' }],
  [{ body: 'wrongTypes' }],
  [{ body: 'empty' }],
  [{ reset: true }],
  [{ redirect: `http://127.0.0.1:9/?token=${secrets[0]}` }],
  // Last: some ways stop asking for a while once they have been refused.
  [{ status: 401, errorCode: 'APIGW.0301', errorMsg: `verify aksk signature fail, canonicalRequest:${secrets}` }],
];

const OPERATION = `query Canary($address: String) {
  listEntries(objectId: "${OBJECTS.documented}", listType: BLACKLIST, address: $address, port: "61237-61239") { totalCount nodes { port } }
  captureTasks(firewallId: "${FIREWALLS.documented}", first: 2) { nodes { name duration } }
  firewalls(search: "CANARY-search") { totalCount nodes { name protectedObjects { name } } }
}`;

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

/** Asks in every way, under every fault; gives all that callers and scrapers were answered. */
async function provoke(url: string, repeated: readonly string[], operation = OPERATION): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'x-auth-token': TOKEN,
    'x-explain': 'true',
    authorization: 'Bearer CANARY-authorization',
    cookie: 'session=CANARY-cookie',
    'x-something': 'CANARY-header',
  };
  let answers = '';
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(new URL(path, url), { ...init, headers });
    answers += JSON.stringify([...answer.headers]) + (await answer.text());
  };
  const post = (query: string, variables?: unknown) =>
    ask('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
  for (const faults of faultsThatRepeat(repeated)) {
    await fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify({ faults }) });
    await post(operation, { address: '203.0.113.77' });
  }
  await fetch(`${simulator.url}/_simulator/faults`, { method: 'DELETE' });
  await post('{ CANARY-literal');
  await post('{ firewalls(search: 5, CANARY: "CANARY-literal") { totalCount } }');
  await post(operation, { address: { CANARY: '203.0.113.77' } });
  await ask('/graphql', { method: 'POST', body: '{"query":"CANARY-literal' });
  await ask(`/graphql?query=${encodeURIComponent('{ firewalls(search: "CANARY-search") { totalCount } }')}`, {});
  for (const path of ['/', '/metrics', '/ready', '/nothing?CANARY-literal']) await ask(path, {});
  return answers;
}

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
    const answers = await provoke(gateway.url, repeated);
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
  await provoke(url!, [TOKEN]);
  await program.stop();
  expect(found(program.stdout + program.stderr, [...SECRET, ...PRIVATE, simulator.url])).toEqual([]);
  expect(program.stdout).toContain('"operation":"ListBlackWhiteLists"');
}, 30_000);

describe('the search finds what is planted', () => {
  test('in logs, traces and answers', async () => {
    const lines = new LogLines();
    const gateway = await startServer(readEnvironment(variables()), await createLog('trace', lines));
    const answers = await provoke(gateway.url, ['nothing'], `query ${TOKEN} { ${TOKEN}: firewalls { totalCount } }`);
    await gateway.close();
    for (const text of [lines.text, collector.text, answers]) expect(found(text, SECRET)).toEqual([TOKEN]);
  });

  test('in metrics', async () => {
    const metrics = new Metrics();
    metrics.observer.unknownCode({ operation: 'ListCaptureTask', field: TOKEN, code: 1, rows: 1 });
    expect(found((await metrics.text()).text, SECRET)).toEqual([TOKEN]);
    metrics.close();
  });
});

describe('an unforeseen error', () => {
  async function logged(error: unknown): Promise<string> {
    const lines = new LogLines();
    const telemetry = new Telemetry(await createLog('trace', lines));
    telemetry.unforeseen('unforeseen error', error);
    await telemetry.close();
    return lines.text;
  }
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  test.each<[string, unknown]>([
    ['quotes a body', thrownBy(() => JSON.parse(TOKEN))],
    ['names a value', thrownBy(() => Buffer.from('', TOKEN as BufferEncoding))],
    ['ends with a value', new Error(`wrong password: ${USER.password}`)],
    ['has properties', Object.assign(new Error('failed'), { headers: { 'x-auth-token': TOKEN }, body: TOKEN })],
    ['has a cause', new Error('failed', { cause: new Error(TOKEN) })],
    ['has a long message', new Error(`failed at https://cfw.example.com/v1/?token=${TOKEN}`)],
    [
      'has a message that looks like a stack',
      new Error(`failed\n    at "${TOKEN}"\n    at x (${'y'.repeat(30)}${TOKEN})`),
    ],
    ['is no error', { token: TOKEN }],
    ['is a text', TOKEN],
  ])('that %s is logged without it', async (_, error) => {
    expect(found(await logged(error), SECRET)).toEqual([]);
  });

  test('says what kind it is and where it comes from', async () => {
    const line = JSON.parse(await logged(new TypeError('x is not a function'))) as { err: { stack: string[] } };
    expect(line).toMatchObject({ level: 'error', err: { type: 'TypeError', message: 'x is not a function' } });
    expect(line.err.stack[0]).toContain('secrets.test.ts');
  });
});
