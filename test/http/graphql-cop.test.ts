import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Door, type HttpAnswer, openDoor } from './door.ts';

// The checks of graphql-cop (dolevf/graphql-cop, lib/tests), restated: each sends what the tool sends, with the headers
// of the library it uses, and looks for what the tool looks for.
const HEADERS = { accept: '*/*', 'user-agent': 'graphql-cop/1.14' };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };

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

const query = (text: string): RequestInit => ({
  method: 'POST',
  headers: JSON_HEADERS,
  body: JSON.stringify({ query: text, operationName: 'cop' }),
});

interface Check {
  readonly name: string;
  readonly init: RequestInit;
  readonly path?: string;
  readonly finds: (answer: HttpAnswer) => boolean;
  /** Guards that hold outside production, too; the others show there that the check can find something. */
  readonly always: boolean;
}

const data = ({ body }: HttpAnswer) => body.data ?? {};
const isAnswered = (answer: HttpAnswer) => '__typename' in data(answer);

const CHECKS: readonly Check[] = [
  {
    name: 'alias overloading',
    init: query(`query cop { ${Array.from({ length: 101 }, (_, index) => `alias${index}:__typename `).join('')}}`),
    finds: (answer) => 'alias100' in data(answer),
    always: true,
  },
  {
    name: 'array-based query batching',
    init: {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify(Array(10).fill({ query: 'query cop { __typename }', operationName: 'cop' })),
    },
    finds: ({ body }) => Array.isArray(body),
    always: true,
  },
  {
    name: 'circular query by introspection',
    init: query(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ),
    finds: (answer) => '__schema' in data(answer),
    always: true,
  },
  {
    name: 'directive overloading',
    init: query('query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }'),
    finds: ({ body }) => body.errors?.length === 10,
    always: true,
  },
  {
    name: 'field duplication',
    init: query(`query cop { ${'__typename \n'.repeat(500)} }`),
    finds: isAnswered,
    always: true,
  },
  {
    name: 'field suggestions',
    init: query('query cop { __schema { directive } }'),
    finds: ({ text }) => /did you mean/i.test(text),
    always: false,
  },
  {
    name: 'queries by GET',
    init: { headers: HEADERS },
    path: '/graphql?query=query cop{__typename}',
    finds: isAnswered,
    always: false,
  },
  {
    name: 'GraphiQL',
    init: { headers: { ...HEADERS, accept: 'text/html' } },
    finds: ({ text }) => /graphiql|graphql playground|altair/i.test(text),
    always: false,
  },
  {
    name: 'introspection',
    init: query('query cop { __schema { types { name fields { name } } } }'),
    finds: (answer) => '__schema' in data(answer),
    always: false,
  },
  {
    name: 'mutations by GET',
    init: { headers: HEADERS },
    path: '/graphql?query=mutation cop {__typename}',
    finds: isAnswered,
    always: true,
  },
  {
    name: 'url-encoded POST',
    init: {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=query cop {__typename}',
    },
    finds: isAnswered,
    always: true,
  },
  {
    name: 'trace mode',
    init: query('query cop { __typename }'),
    finds: ({ text }) => /"tracing"|"explain"/.test(text),
    always: true,
  },
  {
    name: 'unhandled errors',
    init: query('qwerty cop { abc }'),
    finds: ({ text }) => /exception|stack|node_modules/i.test(text),
    always: true,
  },
];

describe('graphql-cop finds nothing in production', () => {
  test.each(CHECKS)('$name', async ({ init, path, finds }) => {
    expect(finds(await production.send(init, path))).toBe(false);
  });
});

describe('and can find', () => {
  test.each(CHECKS.filter(({ always }) => !always))('$name', async ({ init, path, finds }) => {
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
