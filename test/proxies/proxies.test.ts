import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { IAM_USER, PROJECTS } from '../../src/simulator/known.ts';
import { CERTIFICATE, startTlsFront } from '../cli/tls-front.ts';
import { startGatewayProcess } from '../http/gateway-process.ts';
import {
  createLog,
  readEnvironment,
  realm,
  type Simulator,
  startServer,
  startSimulator,
} from '../support/built-parts.ts';
import type { Answer } from '../support/gateway.ts';
import { RunningProgram } from '../telemetry/process.ts';
import { type Manner, startProxy, type TestProxy } from './proxy.ts';

/** In the user, the password and the name of no proxy that can be reached: it must be told to nobody. */
const SECRET = 'CANARY%20proxy';
/** The two as the header of a request has them. */
const PACKED_SECRET = Buffer.from('CANARY proxy:CANARY proxy').toString('base64');
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const QUERY = '{ firewalls(first: 1) { nodes { name } } }';

let simulator: Simulator;
let front: Awaited<ReturnType<typeof startTlsFront>>;
let proxy: TestProxy;
let gateway: { readonly url: string; output(): string; kill(): Promise<void> } | undefined;
let answers: string[];

beforeAll(async () => {
  simulator = await startSimulator();
  front = await startTlsFront(Number(new URL(simulator.url).port));
});
afterAll(async () => {
  await front.close();
  await simulator.close();
});
beforeEach(async () => {
  proxy = await startProxy();
  answers = [];
});
afterEach(async () => {
  const told = [...answers, gateway?.output()].join('\n');
  await gateway?.kill();
  gateway = undefined;
  await proxy.close();
  expect(told).not.toMatch(/CANARY/i);
  expect(told).not.toContain(PACKED_SECRET);
});

/** Proxies are named by the variables of the process. Trusting the test's certificate takes a process of its own. */
async function start(endpoint: string | undefined, proxies: Record<string, string>): Promise<void> {
  const variables = {
    ...(endpoint !== undefined && { CFW_ENDPOINT: endpoint }),
    CFW_PROJECT_ID: PROJECTS.main,
    UPSTREAM_TIMEOUT_MS: '400',
    ...proxies,
  };
  if (endpoint === front.url) {
    gateway = await startGatewayProcess({ ...variables, NODE_EXTRA_CA_CERTS: CERTIFICATE });
    return;
  }
  const before = { ...realm.process.env };
  Object.assign(realm.process.env, proxies);
  const lines: string[] = [];
  const log = await createLog('trace', { write: (line: string) => lines.push(line) });
  const server = await startServer(readEnvironment({ PORT: '0', ...variables }), log).finally(() => {
    for (const name of Object.keys(proxies)) delete realm.process.env[name];
    Object.assign(realm.process.env, before);
  });
  gateway = { url: server.url, output: () => lines.join(''), kill: () => server.close() };
}

async function ask(query = QUERY): Promise<Answer> {
  const response = await fetch(gateway!.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' },
    body: JSON.stringify({ query }),
  });
  answers.push(await response.text());
  return JSON.parse(answers.at(-1)!) as Answer;
}

const served = { data: { firewalls: { nodes: [{ name: 'edge-production' }] } } };
const endpoints = { http: () => simulator.url, https: () => front.url };

describe('the proxy that a variable names is on the way', () => {
  test.each([
    ['HTTP_PROXY', 'http://'],
    ['http_proxy', ''],
    ['ALL_PROXY', 'http://'],
  ])('%s, for http: it hands requests on', async (name, scheme) => {
    await start(simulator.url, { [name]: scheme + proxy.place });
    expect(await ask()).toEqual(served);
    expect(proxy.asked).toEqual([expect.stringMatching(`^POST ${simulator.url}/v1/${PROJECTS.main}/firewalls/list`)]);
  });

  test.each([
    ['HTTPS_PROXY', 'http://'],
    ['https_proxy', ''],
  ])('%s, for https: it makes a tunnel, which is kept', async (name, scheme) => {
    await start(front.url, { [name]: scheme + proxy.place });
    for (let times = 0; times < 3; times++) expect(await ask()).toEqual(served);
    const tunnel = `CONNECT ${new URL(front.url).host}`;
    expect(proxy.asked).toEqual([tunnel]);
  });

  test('a user and a password are given, unescaped', async () => {
    const strict = await startProxy('CANARY user:CANARY:@proxy');
    await start(simulator.url, { HTTP_PROXY: `http://CANARY%20user:CANARY%3A%40proxy@${strict.place}` });
    expect(await ask()).toEqual(served);
    await gateway!.kill();
    await start(front.url, { HTTPS_PROXY: `http://CANARY%20user:CANARY%3A%40proxy@${strict.place}` });
    expect(await ask()).toEqual(served);
    await strict.close();
  });

  test('to IAM and to the key set, too', async () => {
    const keys = createServer((_, response) => response.end('{"keys":[]}'));
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const keySet = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys/`;
    await start(simulator.url, {
      HTTP_PROXY: `http://${proxy.place}`,
      JWT_JWKS_URI: keySet,
      JWT_ISSUER: 'i',
      JWT_AUDIENCE: 'a',
      ...SERVICE_USER,
      IAM_ENDPOINT: simulator.url,
    });
    expect(proxy.asked).toEqual([`GET ${keySet}`]);
    await gateway!.kill();
    await start(front.url, { HTTP_PROXY: `http://${proxy.place}`, ...SERVICE_USER, IAM_ENDPOINT: simulator.url });
    expect(await ask()).toEqual(served);
    expect(proxy.asked.slice(1)).toEqual([`POST ${simulator.url}/v3/auth/tokens?nocatalog=true`]);
    keys.close();
  });
});

describe('no proxy is on the way', () => {
  test.each([['127.0.0.1'], ['other.example.com, 127.0.0.1'], ['*'], ['.0.1'], ['127.0.0.1:<port>']])(
    'to what NO_PROXY names: %s',
    async (hosts) => {
      const { port } = new URL(simulator.url);
      await start(simulator.url, { HTTP_PROXY: NOWHERE, NO_PROXY: hosts.replace('<port>', port) });
      expect(await ask()).toEqual(served);
    },
  );

  test('to the embedded simulator, whatever is set', async () => {
    await start(undefined, { HTTP_PROXY: NOWHERE, HTTPS_PROXY: 'no url at all', ALL_PROXY: NOWHERE });
    expect(await ask()).toEqual(served);
  });

  test('for https when only the one for http is named', async () => {
    await start(front.url, { HTTP_PROXY: NOWHERE });
    expect(await ask()).toEqual(served);
  });
});

describe.each(['http', 'https'] as const)(
  'a proxy for %s that does not serve is told of, not where it is',
  (scheme) => {
    const faults: [manner: Manner | 'wants a password' | 'is away', message: RegExp][] = [
      ['is away', /^The proxy on the way to CFW could not be reached\./],
      ['wants a password', /^The proxy on the way to CFW did not accept the user and password/],
      ...(scheme === 'https'
        ? ([
            ['refuses', /^The proxy on the way to CFW made no connection to it\./],
            ['is silent', /^No connection to CFW could be made in time through the proxy/],
          ] as [Manner, RegExp][])
        : []),
    ];
    test.each(faults)('it %s', async (manner, message) => {
      const strict = await startProxy('somebody:else');
      const place = manner === 'wants a password' ? strict.place : proxy.place;
      if (manner === 'is away') await proxy.close();
      else if (manner !== 'wants a password') proxy.manner = manner;
      await start(endpoints[scheme](), { [`${scheme.toUpperCase()}_PROXY`]: `http://${SECRET}:${SECRET}@${place}` });
      const { errors } = await ask();
      expect(errors).toMatchObject([
        { message: expect.stringMatching(message), extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
      ]);
      expect(errors![0]!.message).toMatch(/should check HTTPS_PROXY, HTTP_PROXY and NO_PROXY\.$/);
      expect(`${answers}${gateway!.output().replace(/"url":"[^"]*"/, '')}`).not.toContain(place);
      await strict.close();
    });
  },
);

describe('the start', () => {
  const JWT = { JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_JWKS_URI: 'http://127.0.0.1:9/keys' };
  const KEY_PAIR = { HUAWEICLOUD_SDK_AK: 'AK0', HUAWEICLOUD_SDK_SK: 'a-secret-key' };

  test.each<[what: string, variables: Record<string, string>, line: RegExp]>([
    [
      'a proxy that is no URL',
      { HTTP_PROXY: `socks5://${SECRET}@h` },
      /^HTTP_PROXY must be an http or https URL of a proxy/,
    ],
    [
      'a proxy that is no URL, and has no scheme',
      { HTTP_PROXY: 'CANARY:CANARY@a proxy' },
      /^HTTP_PROXY must be an http or https URL of a proxy/,
    ],
    [
      'a key set behind a proxy that is away',
      { HTTP_PROXY: `http://${SECRET}:${SECRET}@127.0.0.1:9`, ...JWT, ...KEY_PAIR, NO_PROXY: 'x' },
      /^JWT_JWKS_URI must answer .*\(the proxy on the way could not be reached\)/,
    ],
  ])('%s stops it with a line', async (_, variables, line) => {
    const program = new RunningProgram('src/main.ts', [], { PORT: '0', CFW_ENDPOINT: simulator.url, ...variables });
    expect(await program.exitCode()).toBe(1);
    expect(program.stderr).toMatch(line);
    expect(program.stderr).not.toMatch(/CANARY/);
  });
});

describe('cfw-graphql check says which way it goes', () => {
  async function check(variables: Record<string, string>): Promise<[exitCode: number | null, lines: string]> {
    const program = new RunningProgram('src/cli.ts', ['check'], {
      CFW_PROJECT_ID: PROJECTS.main,
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
      ...SERVICE_USER,
      IAM_ENDPOINT: simulator.url,
      UPSTREAM_TIMEOUT_MS: '1000',
      ...variables,
    });
    const exitCode = await program.exitCode();
    expect(program.stdout + program.stderr).not.toMatch(/CANARY/);
    return [exitCode, program.stdout];
  }

  test.each(['http', 'https'] as const)('%s', async (scheme) => {
    const variables = { CFW_ENDPOINT: endpoints[scheme](), [`${scheme.toUpperCase()}_PROXY`]: `http://${proxy.place}` };
    const [exitCode, lines] = await check(variables);
    expect(lines).toMatch(`ok       way: through the proxy at http://${proxy.place}\n`);
    expect(lines).toMatch(/^ok {7}call: CFW answers/m);
    expect(exitCode).toBe(0);
    const [, straight] = await check({ ...variables, NO_PROXY: '*' });
    expect(straight).toMatch(/^ok {7}way: straight to CFW; /m);
  });

  test('and what is wrong with it', async () => {
    proxy.manner = 'refuses';
    const [exitCode, lines] = await check({ CFW_ENDPOINT: front.url, HTTPS_PROXY: `http://${SECRET}@${proxy.place}` });
    expect(lines).toMatch(/^failed {3}TLS: The proxy at 127\.0\.0\.1:\d+ makes no connection to CFW\. /m);
    expect(exitCode).toBe(1);
    const [, away] = await check({ CFW_ENDPOINT: simulator.url, HTTP_PROXY: `http://${SECRET}@127.0.0.1:9` });
    expect(away).toMatch(/^failed {3}connection: The proxy at 127\.0\.0\.1:9 takes no connection\. /m);
  });
});

const SERVICE_USER = {
  IAM_USERNAME: IAM_USER.name,
  IAM_PASSWORD: IAM_USER.password,
  IAM_DOMAIN: IAM_USER.domain,
};
