import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COP_CHECKS } from './cop-checks.ts';
import { type Door, openDoor } from './door.ts';

let production: Door;
let development: Door;
beforeAll(async () => {
  production = await openDoor({ NODE_ENV: 'production', CFW_ENDPOINT: '' });
  development = await openDoor({ CFW_ENDPOINT: '' });
});
afterAll(async () => {
  await production.close();
  await development.close();
});

describe('graphql-cop finds nothing in production', () => {
  test.each(COP_CHECKS)('$name', async ({ init, path, finds }) => {
    expect(finds(await production.send(init, path))).toBe(false);
  });
});

describe('and can find', () => {
  test.each(COP_CHECKS.filter(({ always }) => !always))('$name', async ({ init, path, finds }) => {
    expect(finds(await development.send(init, path))).toBe(true);
  });
});

test.each(['ALLOW_INTROSPECTION', 'ALLOW_GRAPHIQL', 'ALLOW_EXPLAIN'])('%s can be set in production', async (name) => {
  const door = await openDoor({ NODE_ENV: 'production', CFW_ENDPOINT: '', [name]: 'true' });
  try {
    const schema = await door.post({ query: '{ __schema { queryType { name } } }' });
    expect(schema.body.data !== undefined).toBe(name === 'ALLOW_INTROSPECTION');
    const page = await door.send({ headers: { accept: 'text/html', 'sec-fetch-site': 'none' } });
    expect(/graphiql/i.test(page.text)).toBe(name === 'ALLOW_GRAPHIQL');
    const explained = await door.post({ query: '{ __typename }' }, { 'x-explain': 'true' });
    expect(explained.status).toBe(name === 'ALLOW_EXPLAIN' ? 200 : 403);
  } finally {
    await door.close();
  }
});

test('explain is refused before CFW is asked', async () => {
  const door = await openDoor({ ALLOW_EXPLAIN: 'false' });
  try {
    const { status, body } = await door.post({ query: '{ firewalls { totalCount } }' }, { 'x-explain': 'true' });
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([403, 'FORBIDDEN']);
    expect(await door.calls()).toEqual([]);
  } finally {
    await door.close();
  }
});

test('names of the schema do not leak from values either', async () => {
  const operation = {
    query: 'query($type: ListType!) { listEntries(objectId: "a", listType: $type) { totalCount } }',
    variables: { type: 'BLAKLIST' },
  };
  expect((await development.post(operation)).text).toMatch('BLACKLIST');
  expect((await production.post(operation)).text).not.toMatch('BLACKLIST');
  const literal = { query: '{ listEntries(objectId: "a", listType: BLAKLIST) { totalCount } }' };
  expect((await development.post(literal)).text).toMatch('BLACKLIST');
  expect((await production.post(literal)).text).not.toMatch('BLACKLIST');
});
