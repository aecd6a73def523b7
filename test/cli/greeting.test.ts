import { expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/environment.ts';
import { greeting } from '../../src/greeting.ts';

const URL = 'http://127.0.0.1:4000/graphql';
const CFW = { CFW_ENDPOINT: 'https://cfw.example.com' };
const JWT = { JWT_JWKS_URI: 'https://login.example.com/jwks', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };

test.each<[string, NodeJS.ProcessEnv, string[]]>([
  ['the simulator asks for nothing', {}, []],
  ["callers' tokens and projects", CFW, ['X-Auth-Token', 'X-Project-Id']],
  ['a project that is known', { ...CFW, CFW_PROJECT_ID: '0'.repeat(32) }, ['X-Auth-Token']],
  ['a key pair', { ...CFW, HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 'CANARY-sk' }, ['X-Project-Id']],
  ['JWTs', { ...CFW, ...JWT, HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's' }, ['Authorization', 'X-Project-Id']],
])('%s', (_, variables, headers) => {
  const text = greeting(URL, readEnvironment(variables));
  expect([...text.matchAll(/-H '([\w-]+)/g)].map(([, name]) => name)).toEqual(['content-type', ...headers]);
  expect(text).toContain(`(${variables.CFW_ENDPOINT === undefined ? 'the embedded simulator' : 'CFW'})`);
  expect(text).not.toMatch(/example\.com|CANARY/);
});

test('GraphiQL is offered where it is, and an address to ask on is given', () => {
  const text = greeting('http://0.0.0.0:4000/graphql', readEnvironment({ NODE_ENV: 'production', HOST: '0.0.0.0' }));
  expect(text).not.toContain('GraphiQL');
  expect(text).toContain('As a federation subgraph it is off; ');
  expect(greeting(URL, readEnvironment({}))).toContain('As a federation subgraph it is on, for all who can ask; ');
  expect(text).toContain('curl http://localhost:4000/graphql ');
  expect(greeting(URL, readEnvironment({}))).toContain('GraphiQL');
});
