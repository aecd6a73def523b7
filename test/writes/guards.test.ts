import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { ACCESS_KEY, PROJECTS } from '../../src/simulator/known.ts';
import { codesOf, type Door, openDoor } from '../http/door.ts';
import { FIREWALL, MUTATIONS, type MutationName, newEntry, newTask, OBJECT } from './writing.ts';

const TOKEN = { 'x-auth-token': 'token-of-a-tenant' };
const BODY = {
  query: MUTATIONS.createListEntries,
  variables: { input: { objectId: OBJECT, listType: 'BLACKLIST', entries: [newEntry({ address: '203.0.113.9' })] } },
};

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let publicKey: string;
beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  publicKey = await exportSPKI(keys.publicKey);
});

let door: Door;
afterEach(() => door.close());

/** Sends the write; what CFW was asked, and what it did. */
async function write(headers: Record<string, string> = TOKEN) {
  const answer = await door.post(BODY, headers);
  const { effects } = (await door.control('GET', 'effects')) as { effects: readonly unknown[] };
  return { answer, calls: (await door.calls()).length, effects: effects.length };
}

test('without a guard in its way it is carried out: the control of all that follow', async () => {
  door = await openDoor();
  const { answer, effects } = await write();
  expect(answer.body.errors).toBeUndefined();
  expect(effects).toBe(1);
});

test.each([
  ['ALLOW_WRITES=false', { ALLOW_WRITES: 'false' }, TOKEN],
  ['a page of another site', {}, { ...TOKEN, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
])('%s: FORBIDDEN, and no call', async (_what, variables, headers) => {
  door = await openDoor(variables);
  const { answer, calls, effects } = await write(headers);
  expect([answer.status, codesOf(answer), calls, effects]).toEqual([403, 'FORBIDDEN', 0, 0]);
});

test.each(Object.entries(MUTATIONS))('ALLOW_WRITES=false holds for %s', async (name, query) => {
  door = await openDoor({ ALLOW_WRITES: 'false' });
  const answer = await door.post({ query, variables: { input: inputOf(name as MutationName) } }, TOKEN);
  expect([codesOf(answer), (await door.calls()).length]).toEqual(['FORBIDDEN', 0]);
});

test.each(Object.entries(MUTATIONS))(
  'the same %s gets to CFW where writes are allowed: the control',
  async (name, query) => {
    door = await openDoor();
    await door.post({ query, variables: { input: inputOf(name as MutationName) } }, TOKEN);
    expect((await door.calls()).length).toBeGreaterThan(0);
  },
);

test('by GET: 405, and no call', async () => {
  door = await openDoor();
  const search = new URLSearchParams({ query: BODY.query, variables: JSON.stringify(BODY.variables) });
  const answer = await door.send({ headers: TOKEN }, `/graphql?${search}`);
  expect([answer.status, answer.headers.get('allow'), (await door.calls()).length]).toEqual([405, 'POST', 0]);
});

test('another project than the JWT names: FORBIDDEN, and no call', async () => {
  door = await openDoor(ownCredentials());
  const jwt = await jwtWith({ scope: 'cfw:write', cfw_projects: [PROJECTS.listExample] });
  const { answer, calls } = await write({ authorization: `Bearer ${jwt}` });
  expect([codesOf(answer), calls]).toEqual(['FORBIDDEN', 0]);
});

test.each([
  ['no scope', {}, false],
  ['another scope', { scope: 'openid cfw:write:all' }, false],
  ['a scope of no text', { scope: { 'cfw:write': true }, scp: 7 }, false],
  ['scope, among others', { scope: 'openid cfw:write' }, true],
  ['scp as a text', { scp: 'cfw:write openid' }, true],
  ['scp as a list', { scp: ['openid', 'cfw:write'] }, true],
])('where the gateway holds the credentials, a JWT with %s', async (_what, claims, mayWrite) => {
  door = await openDoor(ownCredentials());
  const jwt = await jwtWith({ ...claims, cfw_projects: [PROJECTS.main] });
  const { answer, calls, effects } = await write({ authorization: `Bearer ${jwt}` });
  if (mayWrite) expect([answer.body.errors, effects]).toEqual([undefined, 1]);
  else expect([answer.status, codesOf(answer), calls, effects]).toEqual([403, 'FORBIDDEN', 0, 0]);
});

test('more than 20 root fields that write are refused, and no call', async () => {
  door = await openDoor();
  const field = (index: number) => `a${index}: deleteListEntries(input: $input) { results { outcome } }`;
  const ask = (count: number) =>
    door.post(
      {
        query: `mutation($input: DeleteListEntriesInput!) { ${Array.from({ length: count }, (_, index) => field(index)).join(' ')} }`,
        variables: { input: { objectId: OBJECT, listType: 'BLACKLIST', listIds: [] } },
      },
      TOKEN,
    );
  expect(codesOf(await ask(20))).not.toBe('OPERATION_TOO_COMPLEX');
  await door.calls();
  const refused = await ask(21);
  expect([codesOf(refused), (await door.calls()).length]).toEqual(['OPERATION_TOO_COMPLEX', 0]);
});

function inputOf(name: MutationName): object {
  const list = { objectId: OBJECT, listType: 'BLACKLIST' };
  return {
    createCaptureTask: newTask(FIREWALL),
    stopCaptureTask: { firewallId: FIREWALL, taskId: 'task' },
    deleteCaptureTasks: { firewallId: FIREWALL, taskIds: ['task'] },
    createListEntries: { ...list, entries: [newEntry({ address: '203.0.113.9' })] },
    updateListEntry: { ...list, listId: 'entry', address: '203.0.113.9' },
    deleteListEntries: { ...list, listIds: ['entry'] },
  }[name];
}

function ownCredentials(): Record<string, string> {
  return {
    HUAWEICLOUD_SDK_AK: ACCESS_KEY.ak,
    HUAWEICLOUD_SDK_SK: ACCESS_KEY.sk,
    JWT_PUBLIC_KEY: publicKey,
    JWT_ISSUER: 'https://login.example.com/',
    JWT_AUDIENCE: 'cfw-graphql',
    JWT_PROJECTS_CLAIM: 'cfw_projects',
  };
}

function jwtWith(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT({ sub: 'somebody', ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer('https://login.example.com/')
    .setAudience('cfw-graphql')
    .setExpirationTime('5m')
    .sign(keys.privateKey);
}
