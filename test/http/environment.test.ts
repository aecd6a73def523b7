import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Environment, EnvironmentError, readEnvironment, startServer } from '../support/built-parts.ts';

const KEY_PAIR = { HUAWEICLOUD_SDK_AK: 'AK0', HUAWEICLOUD_SDK_SK: 'a-secret-key' };
const USER = {
  IAM_USERNAME: 'u',
  IAM_PASSWORD: 'a-password',
  IAM_DOMAIN: 'd',
  IAM_ENDPOINT: 'https://iam.example.com',
};
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const PRIVATE_PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const JWT = { JWT_PUBLIC_KEY: PEM, JWT_ISSUER: 'https://login.example.com/', JWT_AUDIENCE: 'cfw-graphql' };

function faultOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return 'none';
}

describe('what cannot be used stops the start with one line: the variable, its fault, an example', () => {
  test.each<[named: string, variables: Record<string, string>]>([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '65536' }],
    ['HOST', { HOST: 'a b' }],
    ['CFW_ENDPOINT', { CFW_ENDPOINT: 'ftp://x' }],
    ['CFW_ENDPOINT', { CFW_ENDPOINT: 'https://user:a-password@cfw.example.com' }],
    ['CFW_REGION', { CFW_REGION: 'mars-north-1' }],
    ...[
      'Mars',
      'Mars/Olympus',
      'CST',
      'EST',
      'PRC',
      'GMT',
      'utc',
      'Z',
      '+8',
      '+0800',
      '08:00',
      '+15:00',
      '+08:60',
      '/',
    ].map((zone): [string, Record<string, string>] => ['CFW_TIME_ZONE', { CFW_TIME_ZONE: zone }]),
    ['CFW_PROJECT_ID', { CFW_PROJECT_ID: '..' }],
    ['MAX_PAGE_SIZE', { MAX_PAGE_SIZE: '0' }],
    ['MAX_CONCURRENT_REQUESTS', { MAX_CONCURRENT_REQUESTS: '-1' }],
    ['REQUEST_TIMEOUT_MS', { REQUEST_TIMEOUT_MS: '1e9' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['ALLOW_GRAPHIQL', { ALLOW_GRAPHIQL: 'yes' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: '*' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://app.example.com/path' }],
    ['COMPRESSION', { COMPRESSION: 'gzip' }],
    ['FEDERATION', { FEDERATION: 'true' }],
    ['ROUTER_SECRET', { ROUTER_SECRET: 'short' }],
    ['HUAWEICLOUD_SDK_SK', { HUAWEICLOUD_SDK_AK: 'AK0' }],
    ['HUAWEICLOUD_SDK_AK', { CLOUD_SDK_SK: 'a-secret-key' }],
    ['HUAWEICLOUD_SDK_AK', { HUAWEICLOUD_SDK_SECURITY_TOKEN: 'a-security-token' }],
    ['HUAWEICLOUD_SDK_SK', { ...KEY_PAIR, HUAWEICLOUD_SDK_SK: 'a-secret key' }],
    ['IAM_PASSWORD', { ...USER, IAM_PASSWORD: '' }],
    ['IAM_DOMAIN', { ...USER, IAM_DOMAIN: '' }],
    ['IAM_ENDPOINT', { ...USER, IAM_ENDPOINT: '' }],
    ['IAM_USERNAME', { ...USER, ...KEY_PAIR }],
    ['JWT_ISSUER', { ...JWT, JWT_ISSUER: '' }],
    ['JWT_AUDIENCE', { ...JWT, JWT_AUDIENCE: '' }],
    ['JWT_JWKS_URI', { JWT_ISSUER: 'x', JWT_AUDIENCE: 'y' }],
    ['JWT_JWKS_URI', { JWT_PROJECTS_CLAIM: 'x' }],
    ['JWT_PUBLIC_KEY', { ...JWT, JWT_JWKS_URI: 'https://login.example.com/jwks' }],
    ['JWT_PUBLIC_KEY', { ...JWT, JWT_PUBLIC_KEY: 'no key' }],
    ['JWT_PUBLIC_KEY', { ...JWT, JWT_PUBLIC_KEY: PRIVATE_PEM }],
    ['HOST', { ...KEY_PAIR, HOST: '0.0.0.0' }],
    ['HOST', { ...USER, HOST: '192.0.2.1' }],
    ['HOST', { ...KEY_PAIR, ALLOW_ANONYMOUS: 'false' }],
  ])('%s: %j', (named, variables) => {
    const line = faultOf(variables);
    expect(line.startsWith(`${named}`)).toBe(true);
    expect(line).toMatch(/\. Example: \w+=/);
    expect(line).not.toMatch(/\n|a-secret|a-password|a-security-token|PRIVATE/);
  });
});

describe('where the gateway holds credentials', () => {
  test.each([
    ['on loopback', {}],
    ['on loopback by name', { HOST: 'localhost' }],
    ['on loopback in IPv6', { HOST: '::1' }],
    ['with a JWT', { HOST: '0.0.0.0', ...JWT }],
    ['where that is meant', { HOST: '0.0.0.0', ALLOW_ANONYMOUS: 'true' }],
  ])('it starts %s', (_, variables) => {
    expect(faultOf({ ...KEY_PAIR, ...variables })).toBe('none');
    expect(faultOf({ ...USER, ...variables })).toBe('none');
  });
});

test('a line end of a key may be written as \\n', () => {
  const { inboundJwt } = readEnvironment({ ...JWT, JWT_PUBLIC_KEY: PEM.replaceAll('\n', '\\n') });
  expect(inboundJwt?.keys).toEqual({ publicKey: PEM });
});

test.each<[what: string, variables: Record<string, string>, expected: Partial<Environment>]>([
  ['nothing', {}, { allowIntrospection: true, allowGraphiql: true, allowExplain: true, federation: true }],
  ['production', { NODE_ENV: 'production' }, { allowIntrospection: false, allowGraphiql: false, allowExplain: false }],
  [
    'production, but',
    { NODE_ENV: 'production', ALLOW_EXPLAIN: 'true' },
    { allowIntrospection: false, allowExplain: true },
  ],
  [
    'a real CFW on loopback',
    { CFW_REGION: 'eu-west-101' },
    { federation: true, cfwEndpoint: 'https://cfw.eu-west-101.myhuaweicloud.eu' },
  ],
  ['a real CFW for all', { CFW_REGION: 'cn-north-4', HOST: '0.0.0.0' }, { federation: false }],
  ['the simulator for all', { HOST: '0.0.0.0' }, { federation: true }],
  ['switched', { FEDERATION: 'off' }, { federation: false }],
  ['production on loopback', { NODE_ENV: 'production', CFW_REGION: 'cn-north-4' }, { federation: false }],
  ['production with the simulator', { NODE_ENV: 'production' }, { federation: false }],
  ['production, switched', { NODE_ENV: 'production', FEDERATION: 'on' }, { federation: true }],
  ['production with a router', { NODE_ENV: 'production', ROUTER_SECRET: 'x'.repeat(16) }, { federation: true }],
  [
    'a router from elsewhere',
    { CFW_REGION: 'cn-north-4', HOST: '0.0.0.0', ROUTER_SECRET: 'x'.repeat(16) },
    { federation: true },
  ],
  ['a router and a switch', { FEDERATION: 'off', ROUTER_SECRET: 'x'.repeat(16) }, { federation: false }],
  ['a project in upper case', { CFW_PROJECT_ID: 'AB'.repeat(16) }, { cfwProjectId: 'ab'.repeat(16) }],
  ['switched for all', { CFW_REGION: 'cn-north-4', HOST: '0.0.0.0', FEDERATION: 'on' }, { federation: true }],
])('defaults: %s', (_, variables, expected) => {
  expect(readEnvironment(variables)).toMatchObject(expected);
});

describe('what only shows at the start', () => {
  let running: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    running = await startServer(readEnvironment({ PORT: '0' }));
  });
  afterAll(() => running.close());

  const startFault = (variables: Record<string, string>) =>
    startServer(readEnvironment(variables)).then(
      () => 'none',
      (error: unknown) => (error instanceof EnvironmentError ? error.message : 'another'),
    );

  test('a port in use', async () => {
    const { port } = new URL(running.url);
    expect(await startFault({ PORT: port })).toMatch(new RegExp(`^PORT=${port} .*EADDRINUSE.*Example: PORT=`));
  });

  test.each(['x86_64-conda-linux-gnu', '192.0.2.1', 'localhost:4000'])('a host that is not here: %s', async (HOST) => {
    expect(await startFault({ HOST, PORT: '0' })).toMatch(/^HOST=\S+ .*\. Example: HOST=127\.0\.0\.1$/);
  });

  test.each(['http://127.0.0.1:9/jwks.json', 'RUNNING/health', 'RUNNING/nothing'])(
    'a key set that does not answer: %s',
    async (uri) => {
      const JWT_JWKS_URI = uri.replace('RUNNING', new URL(running.url).origin);
      const line = await startFault({ ...KEY_PAIR, PORT: '0', JWT_JWKS_URI, JWT_ISSUER: 'x', JWT_AUDIENCE: 'y' });
      expect(line).toMatch(/^JWT_JWKS_URI .*Example: JWT_JWKS_URI=[^\n]*$/);
    },
  );
});
