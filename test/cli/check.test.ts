import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCheck } from '../../src/cli/check-command.ts';
import { ACCESS_KEY, IAM_USER, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { RunningProgram } from '../telemetry/process.ts';
import { CERTIFICATE, startTlsFront } from './tls-front.ts';

const TOKEN = 'CANARY-token-1';
let simulator: Simulator;
let folder: string;
let tokenFile: string;
beforeAll(async () => {
  simulator = await startSimulator();
  folder = await mkdtemp(join(tmpdir(), 'cfw-graphql-'));
  tokenFile = join(folder, 'token');
  await writeFile(tokenFile, `${TOKEN}\n`);
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** Runs the check, and gives its exit code and lines. Variables without a value are left out. */
async function check(variables: NodeJS.ProcessEnv = {}, file?: string): Promise<[number, string[]]> {
  const lines: string[] = [];
  const configured = { CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main, ...variables };
  const exitCode = await runCheck(configured, file, (line) => lines.push(line));
  expect(lines.join('\n')).not.toContain('CANARY');
  return [exitCode, lines];
}

async function fault(effect: object): Promise<void> {
  const faults = [{ times: 1, ...effect }];
  await fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify({ faults }) });
}

test('a Redis that is not there is told of, without what its URL holds', async () => {
  const [exitCode, lines] = await check({ REDIS_URL: 'redis://user:CANARY-password@127.0.0.1:1' }, tokenFile);
  expect([exitCode, lines.at(-1)]).toEqual([
    1,
    'failed   redis: Nothing listens there (ECONNREFUSED). Check REDIS_URL.',
  ]);
});

test('with a token, every step is looked at', async () => {
  await fetch(`${simulator.url}/_simulator/requests`, { method: 'DELETE' });
  expect(await check({}, tokenFile)).toEqual([
    0,
    [
      `ok       configuration: CFW at ${simulator.url}, dates in UTC`,
      expect.stringMatching(/^ok {7}federation: the subgraph is on, for all who can ask; /),
      'ok       way: straight to CFW; no proxy is set for it, or NO_PROXY names it',
      'ok       name: 127.0.0.1 is an address',
      'ok       connection: open; without TLS, credentials travel in the clear',
      'ok       credentials: the token of --token-file',
      expect.stringMatching(
        new RegExp(`^ok {7}call: CFW answers for project ${PROJECTS.main}: \\d+ firewalls, in \\d+ ms$`),
      ),
    ],
  ]);
  const { requests } = (await (await fetch(`${simulator.url}/_simulator/requests`)).json()) as {
    requests: { operation: string; body: string | null }[];
  };
  expect(requests).toHaveLength(1);
  expect(JSON.stringify(requests[0])).toMatch(/\\?"limit\\?":1\b/);
});

test.each<[NodeJS.ProcessEnv, RegExp]>([
  [
    { NODE_ENV: 'production' },
    /^ok {7}federation: the subgraph is off; FEDERATION=on or a ROUTER_SECRET switches it on$/,
  ],
  [{ NODE_ENV: 'production', FEDERATION: 'on' }, /: the subgraph is on, for all who can ask; /],
  [{ NODE_ENV: 'production', ROUTER_SECRET: 'CANARY-a-long-secret' }, /: the subgraph is on, for a router that sends /],
])('with %j it is said whether there is a subgraph', async (variables, expected) => {
  const [, lines] = await check(variables);
  expect(lines[1]).toMatch(expected);
});

test('without a token, the call is left out', async () => {
  const [exitCode, lines] = await check();
  expect(exitCode).toBe(0);
  expect(lines.at(-1)).toMatch(/^skipped {2}credentials: callers bring their own tokens/);
});

test('without a project, the call is left out', async () => {
  const [exitCode, lines] = await check({ CFW_PROJECT_ID: undefined }, tokenFile);
  expect([exitCode, lines.at(-1)]).toEqual([0, expect.stringMatching(/^skipped {2}call: CFW_PROJECT_ID is not set/)]);
});

test.each<[string, NodeJS.ProcessEnv]>([
  ['a key pair', { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk }],
  ['a service user', { IAM_DOMAIN: IAM_USER.domain, IAM_USERNAME: IAM_USER.name, IAM_PASSWORD: IAM_USER.password }],
])('%s of the gateway is tried', async (_, variables) => {
  const [exitCode, lines] = await check({ IAM_ENDPOINT: variables.IAM_DOMAIN && simulator.url, ...variables });
  expect([exitCode, lines.at(-1)]).toEqual([0, expect.stringMatching(/^ok {7}call: CFW answers/)]);
});

describe('what is wrong is named, with what to do', () => {
  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no CFW', { CFW_ENDPOINT: undefined }, /configuration: no CFW is configured. Set CFW_REGION or CFW_ENDPOINT/],
    ['a wrong variable', { PORT: 'abc' }, /configuration: PORT must be/],
    [
      'credentials in a URL',
      { CFW_ENDPOINT: 'https://me:CANARY@cfw.example.com' },
      /configuration: CFW_ENDPOINT must be/,
    ],
    ['a password in a URL', { CFW_ENDPOINT: 'https://:CANARY@cfw.example.com' }, /configuration: CFW_ENDPOINT must be/],
    ['half a key pair', { HUAWEICLOUD_SDK_SK: 'CANARY-sk' }, /configuration: HUAWEICLOUD_SDK_AK/],
    ['a name that does not exist', { CFW_ENDPOINT: 'http://cfw.invalid' }, /name: cfw\.invalid has no address/],
    ['a closed port', { CFW_ENDPOINT: 'http://127.0.0.1:9' }, /connection: Nothing listens on port 9/],
    [
      'a wrong key pair',
      { HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak, HUAWEICLOUD_SDK_SK: 'CANARY-sk' },
      /call: UNAUTHENTICATED: .*check HUAWEICLOUD_SDK_AK.*HTTP 401, APIGW\.0301/,
    ],
  ])('%s', async (_, variables, expected) => {
    const [exitCode, lines] = await check(variables);
    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(expected);
    expect(lines.filter((line) => line.startsWith('failed'))).toHaveLength(1);
  });

  test.each<[string, object, RegExp]>([
    [
      'a refused token',
      { status: 401, errorCode: 'APIGW.0301', errorMsg: `bad ${TOKEN}` },
      /UNAUTHENTICATED: .*new IAM token/,
    ],
    ['a forbidden project', { status: 403, errorCode: 'APIGW.0302' }, /FORBIDDEN: .*administrator/],
    ['another server', { body: 'html' }, /UPSTREAM/],
    ['a redirect', { redirect: 'http://127.0.0.1:9/' }, /UPSTREAM_INVALID_RESPONSE: .*check CFW_ENDPOINT.*HTTP 302/],
  ])('%s', async (_, effect, expected) => {
    await fault({ ...effect, times: 5 });
    const [exitCode, lines] = await check({}, tokenFile);
    await fetch(`${simulator.url}/_simulator/faults`, { method: 'DELETE' });
    expect([exitCode, lines.at(-1)]).toEqual([1, expect.stringMatching(expected)]);
  });

  test('a host that takes no connection in time', async () => {
    const [exitCode, lines] = await check({ CFW_ENDPOINT: 'https://127.0.0.1:1', UPSTREAM_TIMEOUT_MS: '300' });
    expect([exitCode, lines.at(-1)]).toEqual([1, expect.stringMatching(/^failed {3}TLS: /)]);
  });

  test('a server that does not speak TLS', async () => {
    const [exitCode, lines] = await check({ CFW_ENDPOINT: simulator.url.replace('http:', 'https:') });
    expect([exitCode, lines.at(-1)]).toEqual([1, expect.stringMatching(/^failed {3}TLS: .*does not speak TLS/)]);
  });

  test('a server that says nothing', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const [exitCode, lines] = await check({ CFW_ENDPOINT: `https://127.0.0.1:${port}`, UPSTREAM_TIMEOUT_MS: '200' });
    expect([exitCode, lines.at(-1)]).toEqual([1, expect.stringMatching(/did not answer within 200 ms/)]);
    silent.close();
  });

  test('a certificate that nobody vouches for; with its authority it is accepted', async () => {
    const front = await startTlsFront(simulator.port);
    const [exitCode, lines] = await check({ CFW_ENDPOINT: front.url }, tokenFile);
    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(/^failed {3}TLS: .*not accepted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/);

    const program = new RunningProgram('src/cli.ts', ['check', '--token-file', tokenFile], {
      CFW_ENDPOINT: front.url,
      CFW_PROJECT_ID: PROJECTS.main,
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
    });
    expect([await program.exitCode(), program.stderr]).toEqual([0, '']);
    expect(program.stdout).toMatch(/^ok {7}TLS: TLSv1\.3; the certificate is good until \w/m);
    expect(program.stdout).toMatch(/^ok {7}call: CFW answers/m);
    await front.close();
  }, 20_000);
});
